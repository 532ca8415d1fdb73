import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createHttp2Server } from 'node:http2';
import { expect, test } from '@playwright/test';
import { profileOf, rowsOf, runTrial } from './testing/index.ts';

/** Requests that take their time, and answers that are too long to keep, over both protocols. */

const LARGE = Buffer.alloc(4 * 1024 * 1024, 'unbroken ');
const SHA256 = createHash('sha256').update(LARGE).digest('hex');
const SECONDS = 0.5;
const PAYLOAD = { type: 'application/octet-stream', bytes: 200_000 };

/** With less, Node's server tells clients off that ask for several long answers at once. */
const CALM = { maxSessionMemory: 1024 };

/** What the server saw of one request. */
interface Seen {
  readonly path: string;
  readonly bytes: number;
  readonly pieces: number;
  readonly ms: number;
}

interface Server extends AsyncDisposable {
  readonly address: string;
  readonly seen: readonly Seen[];
  /** How long each large answer was held up by its reader, ms. */
  readonly heldUp: readonly number[];
}

async function openServer(protocol: 'http/1.1' | 'h2'): Promise<Server> {
  const seen: Seen[] = [];
  const heldUp: number[] = [];
  const listener: RequestListener = async (request, response) => {
    const path = request.url!;
    if (path === '/full') return void response.writeHead(413, { 'content-length': 0 }).end();
    let [bytes, pieces, began] = [0, 0, performance.now()];
    request.on('data', (piece: Buffer) => {
      if (pieces === 0) began = performance.now();
      bytes += piece.length;
      pieces += 1;
    });
    await once(request, 'end');
    seen.push({ path, bytes, pieces, ms: performance.now() - began });
    if (path !== '/large') return void response.end('fine');
    const start = performance.now();
    response.writeHead(200, { 'content-length': LARGE.length });
    response.end(LARGE, () => heldUp.push(performance.now() - start));
  };
  const server = protocol === 'h2' ? createHttp2Server(CALM, listener as never) : createServer(listener);
  server.listen(0, '127.77.0.6');
  await once(server, 'listening');
  return {
    address: `http://127.77.0.6:${(server.address() as { port: number }).port}`,
    seen,
    heldUp,
    async [Symbol.asyncDispose]() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

for (const protocol of ['http/1.1', 'h2'] as const)
  test.describe(`over ${protocol}`, () => {
    const lanes = {
      kept: { share: 1, connection: 'keep-alive', protocol },
      fresh: { share: 1, connection: 'fresh', protocol },
    };
    const run = async (operation: object, count = 12) => {
      await using server = await openServer(protocol);
      const profile = profileOf({
        operations: { it: { weight: 1, ...operation } },
        lanes,
        rate: 40,
        timeoutSeconds: 1,
      });
      const until = ({ intended }: { intended: number }) => intended >= count;
      const { ledger, totals } = await runTrial({ target: server.address, profile, graceMs: 20_000, until });
      expect(totals.intended).toBe(ledger.count);
      return { rows: rowsOf(ledger), ledger, server };
    };

    test('a body is sent in pieces over its time, and is one row', async () => {
      const operation = { request: 'POST /up', payload: { ...PAYLOAD, seconds: SECONDS }, timeoutSeconds: 20 };
      const { rows, ledger, server } = await run(operation);
      expect(server.seen.length).toBe(rows.length);
      for (const { bytes, pieces } of server.seen) {
        expect(bytes).toBe(PAYLOAD.bytes);
        expect(pieces).toBeGreaterThan(3);
      }
      // A busy machine may find several pieces waiting.
      expect(Math.max(...server.seen.map(({ ms }) => ms))).toBeGreaterThan(SECONDS * 500);
      for (const { failure, row } of rows) {
        expect(failure).toBe('none');
        expect(ledger.end[row]! - ledger.connected[row]!).toBeGreaterThan(SECONDS * 1_000_000 * 0.9);
      }
    });

    test('an answer that comes while the body is on its way counts, and the next request is not its neighbour', async () => {
      const operation = {
        request: 'POST /full',
        payload: { ...PAYLOAD, seconds: 5 },
        timeoutSeconds: 20,
        expect: [413],
      };
      const { rows, ledger } = await run(operation);
      for (const { failure, row, turn } of rows) {
        expect(failure).toBe('none');
        if (protocol === 'http/1.1') expect(turn).toBe(1);
        expect(ledger.end[row]!).toBeLessThan(4_000_000);
      }
    });

    test('a body that takes longer than the patience for it is given up', async () => {
      const operation = { request: 'POST /up', payload: PAYLOAD, timeoutSeconds: 0.3 };
      const quick = await run(operation);
      expect(quick.rows.some(({ failure }) => failure === 'none')).toBe(true);
      // A weight of its own would be refused when the profile is read: this one is slow only in reading.
      const slow = await run({
        request: 'GET /large',
        reads: { seconds: 1 },
        timeoutSeconds: 1.1,
        answer: { bytes: 1 },
      });
      for (const { failure } of slow.rows) expect(['timeout', 'length']).toContain(failure);
    });

    test('an answer is taken slowly, and the server feels it', async () => {
      const operation = { request: 'GET /large', reads: { seconds: 1 }, timeoutSeconds: 30 };
      const { rows, ledger, server } = await run(operation, 6);
      for (const { failure, row } of rows) {
        expect(failure).toBe('none');
        expect(ledger.end[row]! - ledger.firstByte[row]!).toBeGreaterThan(800_000);
      }
      expect(server.heldUp.length).toBeGreaterThan(0);
      if (protocol === 'h2') for (const ms of server.heldUp) expect(ms).toBeGreaterThan(500);
    });

    for (const [failure, answer] of [
      ['none', { bytes: LARGE.length, sha256: SHA256.toUpperCase() }],
      ['length', { bytes: LARGE.length - 1, sha256: SHA256 }],
      ['checksum', { bytes: LARGE.length, sha256: SHA256.replace(/^./, (first) => (first === '0' ? '1' : '0')) }],
    ] as const)
      test(`an answer that is too long to keep is measured all the same: ${failure}`, async () => {
        const { rows } = await run({ request: 'GET /large', answer, timeoutSeconds: 20 });
        for (const row of rows)
          expect([row.failure, row.outcome]).toEqual([failure, failure === 'none' ? 'ok' : 'failed']);
      });
  });
