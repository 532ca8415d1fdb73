import { appendFileSync, mkdtempDisposableSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { traceparent } from '../../traffic/index.ts';
import { keepAccess } from './keep.ts';

const line = (trace: string) =>
  `2026-11-20T16:15:53.373Z <134>1 2026-11-20T16:15:53.371703+00:00 - haproxy 1 - - 127.0.0.1:1 [20/Nov/2026:16:15:53.370] vip api/a 0/0/0/1/1 200 132 - - ---- 1/1/0/0/0 0/0 {${trace}} "GET /x HTTP/1.1"\n`;
const own = (sequence: number) => line(traceparent('run', sequence));

function site() {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-keep-'));
  const log = join(folder.path, 'source');
  const notes: string[] = [];
  const options = { folder: folder.path, run: 'run', note: (text: string) => void notes.push(text) };
  const kept = () => readFileSync(join(folder.path, 'haproxy-lb1.log'), 'utf8');
  return { log, notes, options, kept, [Symbol.dispose]: () => folder.remove() };
}

test('what is logged from then on is kept, over a change of files, until every request has its line', async () => {
  using place = site();
  writeFileSync(place.log, own(0));
  await using access = keepAccess({ ...place.options, logFiles: { lb1: place.log } });
  appendFileSync(place.log, own(1) + line(''));
  await expect.poll(place.kept).toContain('"vip":1');
  renameSync(place.log, `${place.log}.1`);
  writeFileSync(place.log, own(2));
  const stopping = access.stop({ own: 3, all: 4 });
  appendFileSync(place.log, own(3));
  await stopping;
  expect(
    place
      .kept()
      .match(/[0-9a-f]{16}(?=-[0-9a-f]{16}-01)/g)
      ?.map((hex) => Number(`0x${hex}`)),
  ).toEqual([1, 2, 3]);
  expect(place.notes).toEqual([]);
});

test('others’ lines are waited for too: what was counted is to be found in the log', async () => {
  using place = site();
  writeFileSync(place.log, '');
  await using access = keepAccess({ ...place.options, logFiles: { lb1: place.log } });
  appendFileSync(place.log, own(1));
  const stopping = access.stop({ own: 1, all: 3 });
  await expect.poll(() => access.come).toEqual({ own: 1, all: 1 });
  appendFileSync(place.log, line('') + line(''));
  await stopping;
  expect(access.come).toEqual({ own: 1, all: 3 });
  expect(place.kept()).toContain('"vip":2');
});

test('a line that never comes is not waited for without end', async () => {
  using place = site();
  writeFileSync(place.log, '');
  await using access = keepAccess({ ...place.options, logFiles: { lb1: place.log } });
  appendFileSync(place.log, own(1));
  await access.stop({ own: 1_000, all: 1_000 });
  expect(place.kept()).toContain(traceparent('run', 1));
});

test('a log that is not there is told of, and the others are kept', async () => {
  using place = site();
  writeFileSync(place.log, '');
  await using access = keepAccess({ ...place.options, logFiles: { lb0: `${place.log}-none`, lb1: place.log } });
  appendFileSync(place.log, own(1));
  await access.stop({ own: 1, all: 1 });
  expect(place.kept()).toContain(traceparent('run', 1));
  expect(place.notes).toEqual([expect.stringContaining('lb0')]);
});

test('half a line of a harness that was killed does not spoil the next one', async () => {
  using place = site();
  writeFileSync(place.log, '');
  writeFileSync(join(place.options.folder, 'haproxy-lb1.log'), 'half');
  await using access = keepAccess({ ...place.options, logFiles: { lb1: place.log } });
  appendFileSync(place.log, own(1));
  await access.stop({ own: 1, all: 1 });
  expect(place.kept()).toMatch(/^half\n2026/);
});
