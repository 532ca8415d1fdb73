import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort } from '../testing/index.ts';
import { renderConfig } from './config.ts';
import { findHaproxy } from './index.ts';
import { openRuntimeApi } from './runtime.ts';
import { startHaproxy } from './start.ts';
import { endHaproxy, FRONT, startTestBench } from './test-bench.ts';

const environment = { PATH: '/usr/sbin:/usr/bin:/bin' };

test('HAProxy is found even when sbin is not on the PATH', async () => {
  const { PATH } = process.env;
  process.env.PATH = '/nonexistent';
  try {
    expect(await findHaproxy()).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+/) });
  } finally {
    process.env.PATH = PATH;
  }
});

test('an address in use is named, also when another HAProxy of the same user has it', async () => {
  await using bench = await startTestBench();
  const { port } = bench.spec.frontends[0]!.bind;
  const config = renderConfig({ ...bench.spec, adminSocket: join(bench.folder, 'second.sock') });
  const error = await startHaproxy({ folder: join(bench.folder, 'second'), config, environment }).catch((e) => e);
  expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringContaining(`127.78.0.9:${port}`) });
});

test('an admin socket that another HAProxy answers on is not taken over', async () => {
  await using bench = await startTestBench();
  const error = await startHaproxy({
    folder: join(bench.folder, 'second'),
    config: renderConfig(bench.spec),
    environment,
  }).catch((e) => e);
  expect(error).toMatchObject({ code: 'port-in-use', message: expect.stringContaining(bench.spec.adminSocket) });
  expect(await bench.api.servers()).toHaveLength(2);
});

test("a configuration that HAProxy refuses is explained in HAProxy's words", async () => {
  await using bench = await startTestBench();
  const config = renderConfig(bench.spec).replace('balance roundrobin', 'balance sometimes');
  const error = await startHaproxy({ folder: join(bench.folder, 'second'), config, environment }).catch((e) => e);
  expect(error).toMatchObject({ code: 'haproxy-failed' });
  expect(error.message).toContain('[ALERT]');
  expect(error.message).toContain('balance');
});

test('a reload keeps the port although it is not shared with other processes', async () => {
  await using bench = await startTestBench();
  const before = await bench.api.info();
  // Asked again until it takes: a master that has only just started ignores the signal.
  const workerAfterReload = async () => {
    process.kill(bench.pid, 'SIGUSR2');
    return (await bench.api.info().catch(() => before)).pid;
  };
  await expect.poll(workerAfterReload).not.toBe(before.pid);
  expect(await bench.request()).toMatchObject({ status: 200 });
});

test('HAProxy outlives the process that started it', async () => {
  await using bench = await startTestBench();
  const folder = join(bench.folder, 'second');
  const [frontend] = bench.spec.frontends;
  const spec = {
    ...bench.spec,
    adminSocket: join(bench.folder, 'second.sock'),
    frontends: [{ ...frontend!, bind: { ...frontend!.bind, port: await freePort(FRONT) } }],
  };
  const starter = join(bench.folder, 'starter.ts');
  await writeFile(
    starter,
    `import { startHaproxy } from ${JSON.stringify(join(import.meta.dirname, 'start.ts'))};
    const { pid } = await startHaproxy(${JSON.stringify({ folder, config: renderConfig(spec), environment })});
    process.stdout.write(String(pid));
    process.kill(process.pid, 'SIGKILL');`,
  );
  const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] });
  let pid = '';
  child.stdout.on('data', (text) => {
    pid += text;
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');
  expect(await openRuntimeApi('second', spec.adminSocket).info()).toMatchObject({ pid: expect.any(Number) });
  await endHaproxy(Number(pid));
  expect(await readFile(join(folder, 'haproxy.out'), 'utf8')).toContain('New worker');
});
