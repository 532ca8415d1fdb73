import { expect, test } from '@playwright/test';
import { before, mayBecome, STATUSES, type VolumeStatus } from './status.ts';

const isPath = (...path: VolumeStatus[]) => path.slice(1).every((to, index) => mayBecome(path[index]!, to));

test('a volume is made, attached in either way, detached and deleted', () => {
  expect(isPath('creating', 'available', 'attaching', 'in-use', 'detaching', 'available', 'deleting')).toBe(true);
  expect(isPath('available', 'reserved', 'attaching', 'available')).toBe(true);
  expect(isPath('creating', 'error', 'deleting')).toBe(true);
});

test('what is in use or under way is not deleted, and what is being deleted is nothing else any more', () => {
  expect(before('deleting')).toEqual(['available', 'error']);
  expect(STATUSES.filter((to) => mayBecome('deleting', to))).toEqual([]);
});
