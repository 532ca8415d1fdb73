import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { traceparent } from '../../traffic/index.ts';
import { readAccess } from './read.ts';
import { parseRemark, renderRemark } from './remark.ts';
import { sift } from './sift.ts';

const recorders = [{ name: 'run', numbersFrom: 0 }];
const run = { recorders, began: Date.UTC(2026, 10, 20, 16, 15, 50) };
const SYSLOG = '2026-11-20T16:15:53.373Z <134>1 2026-11-20T17:15:53.371703+01:00 - haproxy 22143 - -';
const STATE = `${SYSLOG} Server api/b is going DOWN for maintenance.`;
const line = (trace: string, request = 'GET /v3/projects?name=x HTTP/1.1') =>
  `${SYSLOG} 127.0.0.1:1 [20/Nov/2026:17:15:53.370] vip api/a 5/0/-1/12/13 503 132 SID=geheim - SC-- 1/1/0/0/+2 0/0 {${trace}|geheim} {geheim} "${request}"`;

test('only lines of this run are kept, and of them only what is no secret', () => {
  const lines = [
    line(traceparent('run', 7)),
    line(traceparent('other', 7)),
    line(''),
    STATE,
    'geheim',
    '# 3 lines lost here: x',
  ];
  const { kept, own, remark } = sift(lines, 'run');
  expect(kept).toEqual([
    `${SYSLOG} 127.0.0.1:1 [20/Nov/2026:17:15:53.370] vip api/a 5/0/-1/12/13 503 132 - - SC-- 1/1/0/0/+2 0/0 {${traceparent('run', 7)}} "GET"`,
    STATE,
  ]);
  expect(own).toBe(1);
  expect(remark).toEqual({ others: { vip: 2 }, unread: 4 });
});

test('a remark is written only where there is something to say, and read back', () => {
  expect(renderRemark({ others: {}, unread: 0 })).toBeUndefined();
  const remark = { others: { vip: 2 }, unread: 1 };
  expect(parseRemark(renderRemark(remark)!)).toEqual(remark);
  for (const wrong of ['', '# {', '# {}', '# {"others":{"vip":"x"},"unread":0}'])
    expect(parseRemark(wrong)).toBeUndefined();
});

test('kept lines become columns on the time of the run', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-access-'));
  const { kept } = sift([line(traceparent('run', 7)), STATE, line(traceparent('run', 300))], 'run');
  const remark = '# {"others":{"vip":2},"unread":1}';
  writeFileSync(join(folder.path, 'haproxy-lb1.log'), `${[...kept, remark, remark].join('\n')}\nhalf a li`);
  writeFileSync(join(folder.path, 'haproxy-lb2.log'), `${sift([line(traceparent('run', 7))], 'run').kept}\nnonsense\n`);
  const access = readAccess(folder.path, run)!;
  expect(access.count).toBe(3);
  expect([...access.sequence]).toEqual([7, 300, 7]);
  // Its head was there 5 ms after its first byte, an hour east.
  expect([...access.at]).toEqual(Array(3).fill(3_375_000));
  expect([...access.balancer].map((index) => access.names.balancers[index])).toEqual(['lb1', 'lb1', 'lb2']);
  expect(access.names).toMatchObject({ backends: ['api'], servers: ['a'], terminations: ['SC--'] });
  expect([access.status[0], access.retries[0], access.redispatched[0]]).toEqual([503, 2, 1]);
  expect(access.queued[0]).toBe(0);
  expect(access.others).toEqual({ lb1: { vip: 4 }, lb2: {} });
  expect(access.unread).toBe(3);
});

test('no log, no columns; another run’s lines are none of this one', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-access-'));
  expect(readAccess(folder.path, run)).toBeNull();
  writeFileSync(join(folder.path, 'haproxy-lb1.log'), `${sift([line(traceparent('run', 7))], 'run').kept}\n`);
  expect(readAccess(folder.path, { ...run, recorders: [] })).toMatchObject({ count: 0, unread: 1 });
  const second = { name: 'run', numbersFrom: 1000 };
  expect([...readAccess(folder.path, { ...run, recorders: [second] })!.sequence]).toEqual([1007]);
  expect(readFileSync(join(folder.path, 'haproxy-lb1.log'), 'utf8')).not.toMatch(/geheim|projects/);
});
