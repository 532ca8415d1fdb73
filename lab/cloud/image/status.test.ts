import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import { makeImages } from './images.ts';
import { findRelease } from './release.ts';
import { SCHEMA } from './schema.ts';
import { type ImageStatus, mayBecome, STATUSES } from './status.ts';

test('both ways lead to active, each may be given up, and active stays', () => {
  const isPath = (...path: ImageStatus[]) => path.slice(1).every((to, index) => mayBecome(path[index]!, to));
  expect(isPath('queued', 'saving', 'active')).toBe(true);
  expect(isPath('queued', 'uploading', 'importing', 'active')).toBe(true);
  for (const broken of ['saving', 'uploading', 'importing'] as const) expect(isPath(broken, 'queued')).toBe(true);
  expect(isPath('queued', 'active')).toBe(false);
  expect(isPath('saving', 'importing')).toBe(false);
  expect(STATUSES.filter((to) => mayBecome('active', to))).toEqual([]);
});

test('of two who take the same step one succeeds', () => {
  using database = openDatabase(':memory:');
  database.script(SCHEMA);
  const images = makeImages({ database, release: findRelease('2025.1'), clock: () => 0 });
  const details = { container_format: null, disk_format: null, min_disk: 0, min_ram: 0 };
  const rest = { protected: false, os_hidden: false, tags: [], properties: {} };
  images.add('i', 'p', { name: 'n', visibility: 'shared', details: { ...details, ...rest } });
  expect(images.advance('i', 'queued', 'saving')).toBe(true);
  expect(images.advance('i', 'queued', 'saving')).toBe(false);
  expect(() => images.advance('i', 'active', 'queued')).toThrow("Expected a step of an image's life");
});
