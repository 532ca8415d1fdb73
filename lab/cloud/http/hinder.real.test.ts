import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Trouble, type TroubleInput } from '../../faults/trouble/index.ts';
import { lingers } from './hinder.ts';
import { makeServer } from './server.ts';

/** A service with things that can be made and taken away, and with this trouble. */
async function startTroubled(...troubles: readonly TroubleInput[]) {
  const things = new Map<string, unknown>();
  const routes = {
    'GET /healthcheck': () => ({ status: 200, body: 'OK' }),
    'GET /version': () => ({ status: 200, body: { id: 'v2', text: 'x'.repeat(1000) } }),
    'POST /things': () => {
      things.set('one', {});
      return { status: 201, body: { thing: { id: 'one' } } };
    },
    'DELETE /things/{id}': ({ parameters }: { parameters: Readonly<Record<string, string>> }) => {
      things.delete(parameters.id!);
      return { status: 204 };
    },
    'POST /tokens': () => ({ status: 201, headers: { 'x-subject-token': 'mine' }, body: {} }),
  };
  const api = { routes, refuse: ({ status }: { status: number }) => ({ status }), log: () => undefined };
  const server = makeServer(
    api,
    troubles.map((trouble) => Trouble.parse(trouble)),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    things,
    async call(method: string, path: string, headers: Record<string, string> = {}) {
      const agent = new Agent({ maxSockets: 1 });
      const sent = request({ host: '127.0.0.1', port, method, path, headers, agent }).end();
      try {
        const [response] = (await once(sent, 'response')) as [IncomingMessage];
        let text = '';
        for await (const chunk of response) text += chunk;
        return { status: response.statusCode, text };
      } catch (error) {
        return { error: (error as NodeJS.ErrnoException).code };
      } finally {
        agent.destroy();
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

test('a failure is answered and nothing is done; health checks are spared', async () => {
  await using service = await startTroubled({ effect: { fail: 503 } });
  expect(await service.call('POST', '/things')).toMatchObject({ status: 503 });
  expect(service.things.size).toBe(0);
  expect(await service.call('GET', '/healthcheck')).toMatchObject({ status: 200 });
});

test('what is lost was acknowledged first', async () => {
  await using service = await startTroubled({ requests: ['POST /things'], effect: { lose: true } });
  expect(await service.call('POST', '/things')).toMatchObject({ status: 201 });
  expect(service.things.size).toBe(0);
});

test('a silent close comes before anything is done, or after all of it', async () => {
  await using before = await startTroubled({ effect: { silent: 'before' } });
  await using after = await startTroubled({ effect: { silent: 'after' } });
  expect(await before.call('POST', '/things')).toEqual({ error: 'ECONNRESET' });
  expect(await after.call('POST', '/things')).toEqual({ error: 'ECONNRESET' });
  expect([before.things.size, after.things.size]).toEqual([0, 1]);
});

test('half an answer breaks off', async () => {
  await using service = await startTroubled({ effect: { cut: true } });
  expect(await service.call('GET', '/version')).toEqual({ error: 'ECONNRESET' });
});

test('a text is replaced once, and then no more', async () => {
  await using service = await startTroubled({ times: 1, effect: { replace: 'v2', by: 'v1' } });
  expect((await service.call('GET', '/version')).text).toContain('"v1"');
  expect((await service.call('GET', '/version')).text).toContain('"v2"');
});

test('only tokens of its own are taken, once the trouble is on', async () => {
  await using service = await startTroubled({ requests: ['GET /version'], effect: { forget: 'foreign tokens' } });
  await service.call('POST', '/tokens');
  expect(await service.call('GET', '/version', { 'x-auth-token': 'mine' })).toMatchObject({ status: 200 });
  expect(await service.call('GET', '/version', { 'x-auth-token': 'theirs' })).toMatchObject({ status: 401 });
});

test('a service without trouble ends at once, and one that has it at its end goes on for so long', () => {
  expect(lingers([])).toBe(0);
  expect(lingers([Trouble.parse({ from: 'term', lastsMs: 300, effect: { silent: 'after' } })])).toBe(300);
});
