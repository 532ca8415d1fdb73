import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  act,
  type EventOf,
  Journal,
  type JournalEvent,
  pendingUndos,
  readJournal,
  readJournalRecord,
} from './index.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

function ticking() {
  let now = 0;
  return { now: () => (now += 1000) };
}

test('what was recorded is read back in order, with its time', () => {
  const file = join(folder, 'journal.ndjson');
  {
    using journal = new Journal(file, ticking());
    journal.record({ event: 'note', text: 'one' });
    journal.record({ event: 'step-started', step: '1.1' });
  }
  expect(readJournal(file)).toEqual([
    { t: 1000, event: 'note', text: 'one' },
    { t: 2000, event: 'step-started', step: '1.1' },
  ]);
});

test('half a last line, as a killed harness leaves it, is dropped', () => {
  const file = join(folder, 'journal.ndjson');
  {
    using journal = new Journal(file, ticking());
    journal.record({ event: 'note', text: 'whole' });
  }
  appendFileSync(file, '{"t":3000,"event":"no');
  expect(readJournal(file)).toHaveLength(1);
});

test('what is written after half a line does not become part of it', () => {
  const file = join(folder, 'journal.ndjson');
  writeFileSync(file, '{"t":1,"event":"note","text":"whole"}\n{"t":3000,"event":"no');
  {
    using journal = new Journal(file, ticking());
    journal.record({ event: 'note', text: 'later' });
  }
  expect(readJournal(file)).toMatchObject([{ text: 'whole' }, { text: 'later' }]);
});

test('a bad line in the middle is an error with its number', () => {
  const file = join(folder, 'journal.ndjson');
  writeFileSync(
    file,
    '{"t":1,"event":"note","text":"a"}\n{"t":2,"event":"nonsense"}\n{"t":3,"event":"note","text":"b"}\n',
  );
  expect(() => readJournal(file)).toThrow(`${file}:2: expected a journal event`);
});

test('a record lists every line that is no event, and reads the rest', () => {
  const file = join(folder, 'journal.ndjson');
  const good = (text: string) => `{"t":1,"event":"note","text":"${text}"}\n`;
  const lines = [
    good('a'),
    'no JSON\n',
    good('b'),
    '\n',
    Buffer.from('{"t":1,"event":"note","text":"\xe9"}\n', 'latin1'),
  ];
  writeFileSync(file, Buffer.concat([...lines, good('c').slice(0, -1)].map((line) => Buffer.from(line as string))));
  const { events, damage } = readJournalRecord(file);
  expect(events).toMatchObject([{ text: 'a' }, { text: 'b' }]);
  expect(damage.map(({ line, cut }) => [line, cut])).toEqual([
    [2, false],
    [4, false],
    [5, false],
    [6, true],
  ]);
  expect(damage[2]?.why).toBe('not UTF-8');
});

test('a journal of another format is no damage: it is refused, with the version that reads it', () => {
  const file = join(folder, 'journal.ndjson');
  writeFileSync(file, '{"t":1,"event":"run-started","format":2,"harness":"3.1.0","unheard":"of"}\n');
  const refusal = { code: 'format-unread', fix: 'read it with Unbroken 3.1.0, or a later one' };
  for (const read of [readJournal, readJournalRecord])
    expect(() => read(file)).toThrow(expect.objectContaining(refusal));
  writeFileSync(file, '{"t":1,"event":"run-started","format":"2"}\n');
  expect(readJournalRecord(file).damage).toHaveLength(1);
});

const registered = (undo: number, subject: string): EventOf<'undo-registered'> => ({
  t: 0,
  event: 'undo-registered',
  undo,
  subject,
  act: act('start', {}),
});

test('undos are pending newest first, until done or settled', () => {
  const events: JournalEvent[] = [registered(0, 'a'), registered(1, 'b'), registered(2, 'a'), registered(3, 'b')];
  expect(pendingUndos(events).map(({ undo }) => undo)).toEqual([3, 2, 1, 0]);
  events.push({ t: 0, event: 'settled', subject: 'a' });
  expect(pendingUndos(events).map(({ undo }) => undo)).toEqual([3, 1]);
  events.push({ t: 0, event: 'undo-ended', undo: 3 });
  expect(pendingUndos(events).map(({ undo }) => undo)).toEqual([1]);
});

test('an undo that failed stays pending', () => {
  const cause = { code: 'x', message: 'no', blame: 'experiment' as const };
  expect(pendingUndos([registered(0, 'a'), { t: 0, event: 'undo-ended', undo: 0, cause }])).toHaveLength(1);
});

test('any text survives the journal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const file = join(folder, 'any.ndjson');
      rmSync(file, { force: true });
      {
        using journal = new Journal(file, ticking());
        journal.record({ event: 'note', text });
      }
      expect(readJournal(file)).toEqual([{ t: 1000, event: 'note', text: text.toWellFormed() }]);
    }),
    { numRuns: 50 },
  );
});
