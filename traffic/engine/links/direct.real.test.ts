import { once } from 'node:events';
import { mkdtempDisposableSync } from 'node:fs';
import { connect, createServer, type ListenOptions, type NetConnectOpts, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { writeTo } from './direct.ts';

interface Pair extends AsyncDisposable {
  readonly near: Socket;
  readonly far: Socket;
  /** Texts that went through the stream. */
  readonly streamed: unknown[];
}

async function pair(where: ListenOptions = { port: 0, host: '127.77.0.4' }): Promise<Pair> {
  const server = createServer({ pauseOnConnect: true }).listen(where);
  await once(server, 'listening');
  const address = server.address() as NetConnectOpts | string;
  const near = connect(typeof address === 'string' ? { path: address } : { ...address, host: '127.77.0.4' });
  const [[far]] = await Promise.all([once(server, 'connection'), once(near, 'connect')]);
  const streamed: unknown[] = [];
  const write = near.write.bind(near) as (data: string) => boolean;
  near.write = ((data: string) => {
    streamed.push(data);
    return write(data);
  }) as typeof near.write;
  return {
    near,
    far,
    streamed,
    async [Symbol.asyncDispose]() {
      near.destroy();
      far.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

test('the Node that we pin lets a text past the stream, and it arrives as UTF-8', async () => {
  await using ends = await pair();
  const write = writeTo(ends.near);
  write('GET /ä HTTP/1.1\r\n');
  write('\r\n');
  ends.near.end();
  expect(await text(ends.far)).toBe('GET /ä HTTP/1.1\r\n\r\n');
  expect(ends.streamed).toEqual([]);
});

test('what the kernel does not take at once arrives whole and in order', async () => {
  await using ends = await pair();
  const write = writeTo(ends.near);
  const texts = Array.from({ length: 100 }, (_, index) => String(index % 10).repeat(100_000));
  for (const part of texts) write(part);
  const arriving = text(ends.far);
  while (ends.far.bytesRead < 10_000_000) await once(ends.far, 'data');
  ends.near.end();
  expect((await arriving) === texts.join('')).toBe(true);
  expect(ends.streamed).toEqual([]);
});

test('what waits in the stream is not overtaken', async () => {
  await using ends = await pair();
  const large = 'x'.repeat(20_000_000);
  ends.near.write(large);
  expect(ends.near.writableLength).toBeGreaterThan(0);
  writeTo(ends.near)('last');
  ends.near.end();
  const all = await text(ends.far);
  expect([all.length, all.slice(-5)]).toEqual([large.length + 4, 'xlast']);
});

test('a connection that is gone is an error of the socket', async () => {
  await using ends = await pair();
  const write = writeTo(ends.near);
  // The reset is there before this end has read it: only writing can tell.
  ends.near.pause();
  ends.far.resetAndDestroy();
  await once(ends.far, 'close');
  const failed = once(ends.near, 'error');
  write('anybody?');
  expect(['EPIPE', 'ECONNRESET']).toContain((await failed)[0].code);
  expect(ends.near.destroyed).toBe(true);
  expect(() => write('once more')).not.toThrow();
});

test('what is not plain TCP goes through the stream', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'direct-'));
  await using ends = await pair({ path: join(folder.path, 'socket') });
  writeTo(ends.near)('through');
  ends.near.end();
  expect(await text(ends.far)).toBe('through');
  expect(ends.streamed).toEqual(['through']);
});
