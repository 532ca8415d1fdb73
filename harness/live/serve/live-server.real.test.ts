import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { UsageError } from '../../error.ts';
import { LiveServer } from './live-server.ts';
import { MetricsServer } from './metrics-server.ts';

interface Asked {
  readonly method?: string;
  readonly headers?: Record<string, string>;
}

async function ask(address: string, { method = 'GET', headers = {} }: Asked = {}) {
  const answer = once(request(address, { method, headers, agent: false }).end(), 'response');
  const [response] = (await answer) as [IncomingMessage];
  return response;
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response) text += chunk;
  return text;
}

/** What comes over server-sent events until there is such a message. */
async function until(response: IncomingMessage, wanted: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of response.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (wanted.test(text)) return text;
  }
  throw new Error(`ended without ${wanted}: ${text.slice(-300)}`);
}

async function opened(entries: () => Record<string, unknown>): Promise<LiveServer> {
  const server = await LiveServer.open();
  server.begin({ page: '<!doctype html><title>live</title>', entries });
  return server;
}

test('only who knows the address of this host reads, and the answer is for him alone', async () => {
  using server = await opened(() => ({ a: 1 }));
  const { address } = server;
  expect(new URL(address).hostname).toBe('127.0.0.1');
  const page = await ask(address);
  expect(page.statusCode).toBe(200);
  expect(page.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(page.headers['access-control-allow-origin']).toBeUndefined();
  expect(await textOf(page)).toContain('<title>live</title>');
  expect(await textOf(await ask(address, { method: 'HEAD' }))).toBe('');

  const wrong = new URL(`/${'x'.repeat(22)}/`, address).href;
  expect((await ask(wrong)).statusCode).toBe(403);
  expect((await ask(`${wrong}events`)).statusCode).toBe(403);
  expect((await ask(address, { headers: { Host: 'evil.test' } })).statusCode).toBe(421);
  expect((await ask(address, { headers: { Origin: 'http://evil.test' } })).statusCode).toBe(403);
  const post = await ask(address, { method: 'POST' });
  expect(post.statusCode).toBe(405);
  expect(post.headers.allow).toBe('GET, HEAD');
});

test('who comes back with the last number gets what comes after it; who comes anew gets the whole', async () => {
  let value = 1;
  using server = await opened(() => ({ value, still: 'there' }));
  const first = await ask(`${server.address}events`);
  expect(await until(first, /\n\n$/)).toContain('id: 1\nevent: whole\ndata: {"value":1,"still":"there"}\n\n');
  first.destroy();
  value = 2;
  const back = await ask(`${server.address}events`, { headers: { 'Last-Event-ID': '1' } });
  expect(await until(back, /id: 2[\s\S]*\n\n$/)).toContain('id: 2\nevent: change\ndata: {"value":2}\n\n');
  back.destroy();
  const anew = await ask(`${server.address}events`);
  expect(await until(anew, /id: 2[\s\S]*\n\n$/)).toContain('event: whole\ndata: {"value":2,"still":"there"}');
  anew.destroy();
});

test('who does not read is not waited for, nothing piles up for him, and he ends with what there is', async () => {
  const TURNS = 200;
  let turn = 0;
  // More in all than the sockets of both ends hold.
  using server = await opened(() => ({ bulk: 'x'.repeat(200_000 + turn), turn }));
  const { hostname, port, pathname } = new URL(server.address);
  const deaf = connect(Number(port), hostname).pause();
  deaf.write(`GET ${pathname}events HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  for (turn = 1; turn < TURNS; turn += 1) {
    // Whoever comes makes what there is be shown to all.
    const other = await ask(`${server.address}events`);
    expect(await until(other, /\}\n\n$/)).toContain(`"turn":${turn}}`);
    other.destroy();
  }
  let text = '';
  deaf.on('data', (chunk: Buffer) => {
    text += chunk;
  });
  deaf.resume();
  await expect.poll(() => text.includes(`"turn":${TURNS - 1}}`)).toBe(true);
  expect(text.match(/event: whole/g)!.length).toBeGreaterThan(1);
  expect(text.match(/^id: /gm)!.length).toBeLessThan(TURNS - 1);
  deaf.destroy();
});

test('at the end whoever watches is told, and the same address has the report', async () => {
  using server = await opened(() => ({ a: 1 }));
  const watching = await ask(`${server.address}events`);
  await until(watching, /event: whole[\s\S]*\n\n$/);
  const becoming = server.become('<!doctype html><title>report</title>');
  expect(await until(watching, /event: report/)).toContain('event: report\ndata: there\n\n');
  expect(await textOf(await ask(server.address))).toContain('<title>report</title>');
  await becoming;
  const late = await ask(`${server.address}events`);
  expect(await textOf(late)).toContain('event: report');
});

test('nobody watches: the end waits for nobody', async () => {
  using server = await opened(() => ({ a: 1 }));
  await server.become('<!doctype html>');
});

test('metrics are read at one place, and a port that is taken is told with what to do', async () => {
  using taken = await LiveServer.open();
  const port = Number(new URL(taken.address).port);
  const refused = await MetricsServer.open({ host: '127.0.0.1', port }).catch((error) => error);
  expect(refused).toBeInstanceOf(UsageError);
  expect(refused.message).toContain(`127.0.0.1 port ${port}: somebody else listens there`);
});
