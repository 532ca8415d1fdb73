import { appendFileSync, mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated, within } from '../../lab/testing/index.ts';
import { traceparent } from '../../traffic/index.ts';
import { readAccess } from './read.ts';
import { parseRemark } from './remark.ts';
import { sift } from './sift.ts';
import { Tail } from './tail.ts';

/** What load balancers logged and what was kept of it, with something wrong in it. */

const SYSLOG = '2026-11-20T16:15:53.373Z <134>1 2026-11-20T17:15:53.371703+01:00 - haproxy 22143 - -';
const line = (front: string, trace: string) =>
  `${SYSLOG} 127.0.0.1:1 [20/Nov/2026:17:15:53.370] ${front} api/a 5/0/-1/12/13 503 132 - - SC-- 1/1/0/0/+2 0/0 {${trace}} "GET"`;
const REAL = [
  line('vip', traceparent('run', 7)),
  `${SYSLOG} Server api/b is going DOWN for maintenance.`,
  line('vip', ''),
  '# {"others":{"vip":12},"unread":1}',
  '',
].join('\n');
const run = { recorders: [{ name: 'run', numbersFrom: 0 }], began: Date.UTC(2026, 10, 20, 16, 15, 50) };

function readBack(text: string) {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'access-fuzz-'));
  writeFileSync(join(folder.path, 'haproxy-lb1.log'), text);
  return readAccess(folder.path, run)!;
}

test('of a kept log as much is read as it holds', () => {
  expect(readBack(REAL)).toMatchObject({ count: 1, unread: 2 });
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.string({ unit: 'binary' })), (text) => {
      const { count, names, sequence } = readBack(text);
      expect(count).toBeLessThanOrEqual(text.split('\n').length);
      expect(sequence).toHaveLength(count);
      for (const list of Object.values(names)) expect(list.length).toBeLessThanOrEqual(256);
    }),
    { numRuns: 60 },
  );
});

test('a line without end, and more names than there can be, are not kept', () => {
  within(() => expect(readBack('x'.repeat(8_000_000)).count).toBe(0));
  const many = Array.from({ length: 2_000 }, (_, index) =>
    line('vip', traceparent('run', index)).replace('api/a', `api/s${index}`),
  );
  const { count, names } = readBack(`${many.join('\n')}\n`);
  expect(count).toBe(2_000);
  expect(names.servers).toHaveLength(256);
  expect(names.servers.at(-1)).toBe('(others)');
});

test('what is sifted is kept, counted or told as unread, each line once', () => {
  const lines = fc.array(fc.oneof(mutated(line('vip', traceparent('run', 7))), fc.string({ unit: 'binary' })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(lines, (some) => {
      const plain = some.filter((text) => !text.startsWith('#'));
      const { kept, remark } = sift(plain, 'run');
      const others = Object.values(remark.others).reduce((sum, one) => sum + one, 0);
      expect(kept.length + others + remark.unread).toBe(plain.length);
    }),
    { numRuns: 500 },
  );
  for (const front of ['__proto__', 'constructor'])
    expect(Object.entries(sift([line(front, ''), line(front, '')], 'run').remark.others)).toEqual([[front, 2]]);
});

test('a remark is one or none', () => {
  const real = '# {"others":{"vip":12},"unread":1}';
  fc.assert(
    fc.property(fc.oneof(mutated(real), fc.string({ unit: 'binary' })), (text) => {
      const remark = parseRemark(text);
      if (remark) expect(typeof remark.unread).toBe('number');
    }),
    { numRuns: 500 },
  );
});

test('a log that writes on without an end of line fills no memory, and its next line is read', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'access-fuzz-'));
  const file = join(folder.path, 'log');
  writeFileSync(file, '');
  using tail = new Tail(file);
  const before = process.memoryUsage().heapUsed;
  for (let written = 0; written < 64; written++) {
    appendFileSync(file, Buffer.alloc(1 << 20, 'x'));
    expect(tail.read()).toEqual([]);
  }
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(48 << 20);
  appendFileSync(file, 'end of it\nnext\n');
  expect(tail.read()).toEqual(['next']);
});
