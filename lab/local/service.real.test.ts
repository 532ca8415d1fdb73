import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { labForTest } from './lab-for-test.ts';

test('start, stop and status do what init scripts do, however often', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { start, stop, status } = lab.keystone.commands;
  const url = lab.keystoneUrlOn(1);
  const code = async (command: string) => (await lab.on(1, command)).code;
  expect(await code(status)).toBe(0);
  expect(await code(start)).toBe(0);
  expect(await code(stop)).toBe(0);
  expect(await code(stop)).toBe(0);
  expect(await code(status)).toBe(3);
  await expect(fetch(url)).rejects.toThrow();
  expect(await code(start)).toBe(0);
  expect((await fetch(url)).status).toBe(300);
  expect(await code('service nova-api start')).toBe(5);
});

test('a service that was killed is known as stopped, and starts again', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { start, status } = lab.keystone.commands;
  await lab.on(1, 'read -r pid birth <var/run/keystone.pid; kill -KILL $pid');
  await expect.poll(async () => (await lab.on(1, status)).code).toBe(3);
  expect(await lab.on(1, start)).toMatchObject({ code: 0 });
  expect(await lab.on(1, status)).toMatchObject({ code: 0 });
});

test('a service that cannot start says why', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { start, stop } = lab.keystone.commands;
  await lab.on(1, `${stop} && echo '{}' >etc/keystone.json`);
  expect(await lab.on(1, start)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Expected a configuration'),
  });
});

test('reload reaches the process that runs, and no other', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { stop, reload, status } = lab.keystone.commands;
  const before = await lab.on(1, status);
  expect(await lab.on(1, reload!)).toMatchObject({ code: 0 });
  await expect.poll(async () => (await lab.on(1, 'grep -c SIGHUP var/log/keystone.log')).stdout).toBe('1\n');
  expect(await lab.on(1, status)).toMatchObject({ code: 0, stdout: before.stdout });
  await lab.on(1, stop);
  expect(await lab.on(1, reload!)).toMatchObject({ code: 7, stderr: expect.stringContaining('not running') });
});

test('a pid file of another process is not believed', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { stop, status } = lab.keystone.commands;
  await lab.on(1, stop);
  // The node's own process, but born at another time than the file says.
  await lab.on(1, 'echo "$PPID 1" >var/run/keystone.pid');
  expect(await lab.on(1, status)).toMatchObject({ code: 3 });
  expect(await lab.on(1, stop)).toMatchObject({ code: 0 });
  expect(await lab.on(1, 'echo alive')).toMatchObject({ stdout: 'alive\n' });
});

test('stop ends a request in progress without an answer', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { hostname, port } = new URL(lab.keystoneUrlOn(1));
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (chunk) => (received += chunk));
  socket.on('error', () => undefined);
  const closed = once(socket, 'close');
  // 100 Continue proves that the request is in progress; its body never comes.
  socket.write('POST /v3/auth/tokens HTTP/1.1\r\nHost: lab\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n');
  await expect.poll(() => received).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  expect(await lab.on(1, lab.keystone.commands.stop)).toMatchObject({ code: 0 });
  await closed;
  expect(received).toBe('HTTP/1.1 100 Continue\r\n\r\n');
});

test('answers to requests with a traceparent are counted, over all processes of a unit', async () => {
  await using lab = await labForTest({ controllers: 1 });
  const { served, start } = lab.keystone.commands;
  const count = async () => (await lab.on(1, served!)).stdout;
  const ask = async (headers: Record<string, string>) => {
    const response = await fetch(`${lab.keystoneUrlOn(1)}/v3`, { headers: { connection: 'close', ...headers } });
    await response.arrayBuffer();
  };
  const traced = { traceparent: '00-0123456789abcdef0000000000000007-0000000000000008-01' };
  expect(await count()).toBe('0\n');
  for (const headers of [traced, {}, traced]) await ask(headers);
  expect(await count()).toBe('2\n');
  await lab.on(1, 'read -r pid birth <var/run/keystone.pid; kill -KILL $pid');
  await lab.on(1, start);
  await ask(traced);
  expect(await count()).toBe('3\n');
  expect(await lab.on(1, 'served-requests nobody')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('keystone'),
  });
});
