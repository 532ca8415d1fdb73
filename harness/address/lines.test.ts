import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readLine } from './lines.ts';

const ADDRESS = '10.77.2.50';
const ADDED = `[2026-11-28T22:59:28.191234] 2: eth0    inet ${ADDRESS}/32 scope global eth0\\       valid_lft forever preferred_lft forever`;
const DELETED = ADDED.replace('] 2:', '] Deleted 2:');

test('what the kernel tells of the address, with its moment', () => {
  const at = Date.UTC(2026, 10, 28, 22, 59, 28) * 1000 + 191_234;
  expect(readLine(ADDRESS, ADDED)).toEqual({ at, holds: true, changed: true });
  expect(readLine(ADDRESS, DELETED)).toEqual({ at, holds: false, changed: true });
});

test('what is so, again and again', () => {
  expect(readLine(ADDRESS, 'state 1764370768191234 1')).toEqual({ at: 1764370768191234, holds: true, changed: false });
  expect(readLine(ADDRESS, 'state 1764370768191234 0')).toMatchObject({ holds: false });
});

test('another address, also one that begins alike, is none of ours', () => {
  expect(readLine('10.77.2.5', ADDED)).toBeUndefined();
  expect(readLine('10.77.2.500', ADDED)).toBeUndefined();
  expect(readLine(ADDRESS, 'Object "address" is unknown, try "ip help".')).toBeUndefined();
});

test('whatever a host prints, it is told or it is nothing', () => {
  const pieces = fc.constantFrom(ADDED, DELETED, 'state 1764370768191234 1', ADDRESS, '[', '] ', '99', ' ', '\0');
  const lines = fc.oneof(
    fc.string(),
    fc.array(pieces).map((all) => all.join('').slice(0, 400)),
  );
  fc.assert(
    fc.property(lines, (line) => {
      const told = readLine(ADDRESS, line);
      if (told) expect(Number.isFinite(told.at)).toBe(true);
    }),
  );
});
