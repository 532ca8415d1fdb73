import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../lab/testing/index.ts';
import { readEnding } from './once.ts';

const REAL = 'installed 3 packages\n[unbroken ended 0] is not the end\n\n[unbroken ended 17]\n';

test('the last line tells the end, and what stands before it is the output', () => {
  expect(readEnding(REAL)).toEqual({
    state: 'ended',
    code: 17,
    output: 'installed 3 packages\n[unbroken ended 0] is not the end',
  });
  expect(readEnding('\n[unbroken rebooted]\n')).toEqual({ state: 'rebooted', output: '' });
});

test('whatever a node prints, it is an end or none', () => {
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.string({ unit: 'binary' })), (stdout) => {
      const ending = readEnding(stdout);
      if (!ending) return;
      expect(['ended', 'killed', 'rebooted', 'unstarted']).toContain(ending.state);
      expect(ending.output.length).toBeLessThan(stdout.length);
    }),
    { numRuns: 1000 },
  );
  for (const piece of ['\n', '\n[unbroken ', '\n[unbroken ended 1', '[', '1'])
    within(() => expect(readEnding(piece.repeat(200_000))).toBeUndefined());
});
