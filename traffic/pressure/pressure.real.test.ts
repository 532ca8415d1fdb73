import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { expect, test } from '@playwright/test';
import { measureCapacity, startPressure } from './pressure.ts';

const order = {
  request: { method: 'GET', path: '/', headers: {} },
  expected: [200],
  connections: 4,
  seconds: 30,
};

async function listening(server: Server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}

function serving(answer: RequestListener) {
  let heard = 0;
  const server = createHttpServer((request, response) => {
    heard += 1;
    answer(request, response);
  });
  return { server, heard: () => heard };
}

test('what was sent is what the server heard, and all of it is accounted for', async () => {
  const { server, heard } = serving((_, response) => response.end('ok'));
  await using at = await listening(server);
  await using pressure = startPressure({ ...order, address: at.address, perSecond: 200 });
  await expect.poll(heard).toBeGreaterThan(150);
  const { sent, answered, good, errors, unaccounted } = await pressure.stop();
  expect([answered, good, errors, unaccounted]).toEqual([sent, sent, 0, 0]);
  // Those that were under way when it was stopped.
  expect(heard() - sent).toBeLessThanOrEqual(order.connections);
});

test('a connection that is closed without an answer is unaccounted', async () => {
  let silent = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      silent += 1;
      socket.end();
    });
  });
  await using at = await listening(server);
  await using pressure = startPressure({ ...order, address: at.address, perSecond: 40 });
  await expect.poll(() => silent).toBeGreaterThan(40);
  const { sent, answered, unaccounted } = await pressure.stop();
  expect(answered).toBe(0);
  expect(sent).toBeGreaterThan(0);
  expect(unaccounted).toBe(sent);
});

test('capacity counts good answers only, and ends by itself', async () => {
  const { server, heard } = serving((_, response) => {
    response.statusCode = heard() % 2 === 0 ? 200 : 503;
    response.end();
  });
  await using at = await listening(server);
  const capacity = await measureCapacity({ ...order, address: at.address, seconds: 1 }, new AbortController().signal);
  expect(capacity).toBeGreaterThan(0);
  expect(capacity).toBeLessThan(heard());
});

test('an address that refuses is let go of, not tried without end', async () => {
  const server = createServer();
  const at = await listening(server);
  await at[Symbol.asyncDispose]();
  await using pressure = startPressure({ ...order, address: at.address, seconds: 1 });
  const { sent, answered, errors } = await pressure.ended;
  expect(answered).toBe(0);
  expect(sent).toBe(errors);
  expect(sent).toBeLessThan(2_000);
});

test('only http: its client would not verify anything', () => {
  expect(() => startPressure({ ...order, address: 'https://127.0.0.1:1' })).toThrow(
    expect.objectContaining({ code: 'target-unusable' }),
  );
});
