import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openBoundedLog } from './bounded-log.ts';
import { receiveLogs } from './log-receiver.ts';
import { startTestBench } from './test-bench.ts';

async function temporaryFolder() {
  const path = await mkdtemp(join(tmpdir(), 'unbroken-log-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

test('each request is a line with its arrival time, the server and the status', async () => {
  await using bench = await startTestBench();
  const { server } = await bench.request('/some/path');
  await expect.poll(() => readFile(bench.logFile, 'utf8')).toContain('/some/path');
  const line = (await readFile(bench.logFile, 'utf8')).split('\n').find((each) => each.includes('/some/path'));
  expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z <134>1 /);
  expect(line).toContain(` api/${server} `);
  expect(line).toContain(' 200 ');
  expect(line).toMatch(/"GET \/some\/path HTTP\/1\.1"$/);
});

test('a change of state is logged too', async () => {
  await using bench = await startTestBench();
  await bench.api.setStates([{ backend: 'api', server: 'a', state: 'drain' }]);
  await expect.poll(() => readFile(bench.logFile, 'utf8')).toContain('Server api/a enters drain state');
});

test('a datagram is one line, whatever is in it', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'log');
  await using receiver = await receiveLogs({ address: '127.78.0.1', file });
  const socket = createSocket('udp4');
  socket.send('one\ntwo\n', receiver.port, '127.78.0.1');
  await expect.poll(() => readFile(file, 'utf8')).toMatch(/^\S+Z one two\n$/);
  socket.close();
  await once(socket, 'close');
});

test('a port in use is said', async () => {
  await using folder = await temporaryFolder();
  const address = '127.78.0.1';
  await using receiver = await receiveLogs({ address, file: join(folder.path, 'log') });
  const second = receiveLogs({ address, port: receiver.port, file: join(folder.path, 'second') });
  await expect(second).rejects.toMatchObject({
    code: 'port-in-use',
    message: expect.stringContaining(`:${receiver.port}`),
  });
});

test('the file is bounded: the newest lines are kept, in it and in the one before', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'log');
  {
    await using log = await openBoundedLog(file, 1_000);
    for (let index = 0; index < 500; index += 1) {
      log.append(`line ${index}\n`);
      await expect.poll(async () => (await stat(file).catch(() => ({ size: 0 }))).size).toBeGreaterThan(0);
    }
  }
  expect((await readdir(folder.path)).sort()).toEqual(['log', 'log.1']);
  const sizes = await Promise.all(['log', 'log.1'].map(async (name) => (await stat(join(folder.path, name))).size));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(await readFile(file, 'utf8')).toMatch(/line 499\n$/);
});

test('lines that the disk does not take are counted in the file', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'log');
  {
    await using log = await openBoundedLog(file, 2 ** 30);
    // All in one go, so that nothing is written in between but the first: 8 MiB wait, the rest is too much.
    for (let index = 0; index < 20; index += 1) log.append(`${'x'.repeat(2 ** 20)}\n`);
    await expect.poll(async () => (await stat(file)).size).toBeGreaterThan(2 ** 22);
    log.append('after\n');
  }
  const end = (await readFile(file, 'utf8')).slice(-100);
  expect(end).toMatch(/x\n# 11 lines lost here: the disk did not take them\nafter\n$/);
});
