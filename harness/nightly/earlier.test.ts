import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../lab/testing/index.ts';
import { nightsIn } from './earlier.ts';
import { LEFT_OUT, NOT_RUN, nightOf, REFUSED, WELL } from './testing/index.ts';

const REAL = JSON.stringify(nightOf(1, [WELL, REFUSED, NOT_RUN, LEFT_OUT]));

function folderOf(nights: Readonly<Record<string, string>>) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'nights-'));
  for (const [name, text] of Object.entries(nights)) {
    mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, name, 'night.json'), text);
  }
  return folder;
}

test('nights are found in their order, and what is none is told with the reason', () => {
  using folder = folderOf({ b: REAL, a: REAL, c: '{"format":9,"harness":"3.0.0"}', d: '{' });
  mkdirSync(join(folder.path, 'no-night'));
  const { nights, unreadable } = nightsIn(folder.path);
  expect(nights.map(({ path }) => path)).toEqual(['a', 'b']);
  expect(unreadable.map(({ path }) => path)).toEqual(['c', 'd']);
  expect(unreadable[0]!.why).toContain('Unbroken 3.0.0');
});

test('a folder that is not there yet has none', () => {
  expect(nightsIn('/no/such/folder')).toEqual({ nights: [], unreadable: [] });
});

test('a report that would lie outside of its night is no report', () => {
  for (const path of ['../../etc/passwd', '/etc/passwd', '']) {
    using folder = folderOf({ a: JSON.stringify(nightOf(1, [{ ...WELL, reports: [{ path, title: 'x' }] }])) });
    expect(nightsIn(folder.path).unreadable[0]?.why, path).toContain('expected a path inside');
  }
});

test('a night with something wrong in it is read, or told', () => {
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.string({ unit: 'binary' })), (text) => {
      using folder = folderOf({ a: text });
      const { nights, unreadable } = within(() => nightsIn(folder.path));
      expect(nights.length + unreadable.length).toBe(1);
    }),
    { numRuns: 60 },
  );
  for (const piece of ['[', '{"a":', '"', '\n']) {
    using folder = folderOf({ a: piece.repeat(20_000) });
    expect(nightsIn(folder.path).unreadable).toHaveLength(1);
  }
});
