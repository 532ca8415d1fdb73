import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { parseLogLine } from './log-line.ts';
import { startTestBench, type TestBench } from './test-bench.ts';

const TRACE = '00-0123456789abcdef0000000000000007-0000000000000008-01';

async function linesOf({ logFile }: TestBench) {
  return (await readFile(logFile, 'utf8')).trimEnd().split('\n').map(parseLogLine);
}

/** Sends bytes as they are and waits for the end. */
async function send({ spec }: TestBench, text: string): Promise<void> {
  const { port, address } = spec.frontends[0]!.bind;
  const socket = connect(port, address, () => socket.write(text)).resume();
  await once(socket, 'close');
}

const get = (path: string, ...headers: string[]) =>
  `GET ${path} HTTP/1.1\r\nhost: lab\r\nconnection: close\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n`;

test('what HAProxy logs of good, bad, long and unserved requests is read', async () => {
  await using bench = await startTestBench();
  await send(bench, get('/known', `traceparent: ${TRACE}`));
  await send(bench, 'nonsense\r\n\r\n');
  await send(bench, get(`/${'x'.repeat(2000)}`, `traceparent: ${TRACE}`));
  await bench.api.setStates(['a', 'b'].map((server) => ({ backend: 'api', server, state: 'maint' as const })));
  await send(bench, get('/unserved'));

  await expect.poll(async () => (await linesOf(bench)).filter(({ kind }) => kind === 'request').length).toBe(4);
  const lines = await linesOf(bench);
  expect(lines).not.toContainEqual({ kind: 'unreadable' });
  expect(lines.filter(({ kind }) => kind === 'state').length).toBeGreaterThanOrEqual(2);
  expect(lines.filter(({ kind }) => kind === 'request')).toMatchObject([
    { frontend: 'vip', backend: 'api', status: 200, termination: '----', captured: [[TRACE]], cut: false },
    { server: '<NOSRV>', status: 400, termination: 'PR--', captured: [], request: '<BADREQ>' },
    { status: 200, captured: [[TRACE]], cut: true },
    { backend: 'api', server: '<NOSRV>', status: 503, termination: 'SC--', captured: [['']] },
  ]);
});

test('a request that was sent elsewhere is told from one that was not', async () => {
  await using bench = await startTestBench();
  // Nobody listens there, and the check has not noticed.
  await bench.api.send('set server api/a addr 127.78.0.2 port 1');
  const redispatched = async () => {
    await send(bench, get('/', `traceparent: ${TRACE}`));
    return (await linesOf(bench)).filter((line) => line.kind === 'request' && line.redispatched);
  };
  await expect.poll(async () => (await redispatched()).length).toBeGreaterThan(0);
  const [line] = await redispatched();
  expect(line).toMatchObject({ server: 'b', status: 200, retries: expect.any(Number), termination: '----' });
});
