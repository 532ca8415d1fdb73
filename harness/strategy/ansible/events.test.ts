import { appendFileSync, mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../../lab/testing/index.ts';
import { pathIn } from './environment.ts';
import { EventFile, happeningOf, readEvent, type TaskResult } from './events.ts';

const where = { playbook: 'stop.yml', play: 'Stop' };
const RESULT: TaskResult = {
  ...{ event: 'result', ...where, task: 'Stop it', action: 'command', host: 'web1' },
  ...{ outcome: 'changed', seconds: 1.25, output: 'stopped' },
};
const LINE = JSON.stringify(RESULT);

test('what our callback tells is an event, and anything else is none', () => {
  expect(readEvent(LINE)).toEqual(RESULT);
  for (const line of ['', '{}', 'null', '[1]', LINE.replace('changed', 'perhaps'), LINE.replace('1.25', '-1')])
    expect(readEvent(line)).toBeUndefined();
  expect(happeningOf({ ...RESULT, output: '' })).toEqual({
    ...{ event: 'task', host: 'web1', play: 'Stop', task: 'Stop it', outcome: 'changed', milliseconds: 1250 },
  });
});

test('whatever stands in a line, it is an event or none', () => {
  fc.assert(
    fc.property(fc.oneof(mutated(LINE), fc.string({ unit: 'binary' }), fc.json()), (line) => {
      const event = readEvent(line);
      if (event) expect(['play', 'task', 'result']).toContain(event.event);
    }),
    { numRuns: 1000 },
  );
  within(() => expect(readEvent(LINE.replace('stopped', 'x'.repeat(1_000_000)))).toBeUndefined());
});

test('whatever a configuration prints, it has a path for callbacks', () => {
  const dump = JSON.stringify([{ name: 'DEFAULT_CALLBACK_PLUGIN_PATH', value: ['/a', '/b'], origin: 'cfg' }]);
  expect(pathIn(dump)).toBe('/a:/b');
  fc.assert(fc.property(fc.oneof(mutated(dump), fc.json()), (text) => expect(typeof pathIn(text)).toBe('string')));
});

test('a file that grows is read by whole lines, each once; what is no event is counted', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'events-'));
  const file = join(folder.path, 'events');
  const events = new EventFile(file);
  expect(events.next()).toEqual([]);
  appendFileSync(file, `${LINE}\n${LINE.slice(0, 20)}`);
  expect(events.next()).toEqual([RESULT]);
  expect(events.next()).toEqual([]);
  appendFileSync(file, `${LINE.slice(20)}\nno event\n\n${LINE}\n`);
  expect(events.next()).toEqual([RESULT, RESULT]);
  expect(events.unread).toBe(1);
  // One that never ends fills no memory, and what comes after it is read.
  appendFileSync(file, `${'x'.repeat(3_000_000)}\n${LINE}\n`);
  within(() => expect(events.next()).toEqual([RESULT]));
});
