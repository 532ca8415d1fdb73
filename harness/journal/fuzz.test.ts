import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../lab/testing/index.ts';
import { UsageError } from '../error.ts';
import { act, continuation, Journal, leftMade, lifeOf, pendingUndos, readJournal } from './index.ts';

let file = '';
test.beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'journal-')), 'journal.ndjson');
});
test.afterEach(() => rmSync(join(file, '..'), { recursive: true }));

const REAL = [
  {
    t: 0,
    event: 'run-started',
    run: 'r',
    wall: '2026-01-31T12:00:00.000Z',
    harness: '1',
    node: 'v24',
    command: [],
    lab: { id: 'a', kind: 'local' },
  },
  { t: 10, event: 'step-started', step: '2.1', attempt: 1 },
  { t: 11, event: 'undo-registered', undo: 0, subject: 'api@n1', act: act('start', { service: 'api', node: 'n1' }) },
  { t: 20, event: 'made', by: 'cycle', name: 'life', mark: 'r-life-1', variables: { id: '7' } },
  { t: 30, event: 'continued', by: 'resume', wall: '2026-01-31T12:00:09.000Z', gapSeconds: 8, life: 2, harness: '1' },
  { t: 40, event: 'step-ended', step: '2.1', outcome: 'done' },
]
  .map((event) => `${JSON.stringify(event)}\n`)
  .join('');

/** Everything that a later harness asks of a journal before it touches anything. */
function takeUp(text: string): void {
  writeFileSync(file, text);
  try {
    const events = readJournal(file);
    pendingUndos(events);
    leftMade(events);
    lifeOf(events);
    continuation(events, new Date('2026-02-01T00:00:00Z'));
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
  }
}

test('a journal with something wrong in it is an error with its place, or is read', () => {
  fc.assert(fc.property(mutated(REAL), takeUp), { numRuns: 300 });
});

test('anything at all', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), takeUp), { numRuns: 300 });
});

test('a lot of the same, and nested as deep as it goes', () => {
  for (const text of ['[', '{"a":', '\n', '"', '{}\n']) within(() => takeUp(REAL + text.repeat(100_000)));
});

test('wherever it was cut off, what follows is read', () => {
  fc.assert(
    fc.property(fc.nat(REAL.length), (length) => {
      writeFileSync(file, REAL.slice(0, length));
      {
        using journal = new Journal(file, { now: () => 99 });
        journal.record({ event: 'note', text: 'later' });
      }
      const events = readJournal(file);
      expect(events.at(-1)).toEqual({ t: 99, event: 'note', text: 'later' });
      expect(events).toHaveLength(REAL.slice(0, length).split('\n').length);
    }),
    { numRuns: 50 },
  );
});
