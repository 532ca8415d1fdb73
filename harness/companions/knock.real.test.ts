import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { freePort } from '../../lab/testing/index.ts';
import { knock } from './knock.ts';

/** What a server that does this to each connection makes of a knock. */
async function knockAt(greet: (socket: Socket) => void, timeoutMs = 5_000) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    greet(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    return await knock({ host: '127.0.0.1', port, expects: 'SSH-', timeoutMs });
  } finally {
    server.close();
  }
}

test('what is expected is an answer, also in pieces', async () => {
  expect(await knockAt((socket) => socket.write('SSH-2.0-guest\r\n'))).toEqual({ ok: true });
  const pieces = (socket: Socket) => {
    socket.setNoDelay(true);
    socket.write('SS', () => socket.write('H-2.0'));
  };
  expect(await knockAt(pieces)).toEqual({ ok: true });
});

test('anything else is none, and it is said what it was', async () => {
  const why = async (...args: Parameters<typeof knockAt>) => await knockAt(...args);
  expect(await why((socket) => socket.write('HTTP/1.1 400'))).toEqual({
    ok: false,
    why: 'expected "SSH-", got "HTTP/1.1 400"',
  });
  expect(await why((socket) => socket.end('SS'))).toEqual({ ok: false, why: 'expected "SSH-", got "SS" and the end' });
  expect(await why(() => undefined, 50)).toEqual({ ok: false, why: 'no answer within 50 ms' });
  expect(await why((socket) => socket.resetAndDestroy())).toEqual({ ok: false, why: 'ECONNRESET' });
});

test('nobody there is told as that', async () => {
  const port = await freePort();
  expect(await knock({ host: '127.0.0.1', port, expects: 'SSH-', timeoutMs: 5_000 })).toEqual({
    ok: false,
    why: 'ECONNREFUSED',
  });
});

test('an answer that came while this process stood still counts', async () => {
  const source = `require('net').createServer((s) => s.on('error', () => {}).write('SSH-'))
    .listen(0, '127.0.0.1', function () { process.stdout.write(String(this.address().port)) })`;
  const child = spawn(process.execPath, ['-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [port] = await once(child.stdout, 'data');
    const answer = knock({ host: '127.0.0.1', port: Number(port), expects: 'SSH-', timeoutMs: 200 });
    const until = performance.now() + 600;
    while (performance.now() < until);
    expect(await answer).toEqual({ ok: true });
  } finally {
    child.kill();
  }
});
