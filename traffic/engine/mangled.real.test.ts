import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { seededRandom } from '../schedule/index.ts';
import { openHttp2Zoo, openZoo, profileOf, rowsOf, runTrial } from './testing/index.ts';

/** Real answers with bytes changed, cut out or doubled on the way: each request gets its row, and the recorder lives on. */

function mangler(seed: string): (bytes: Buffer) => Buffer {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return (bytes) => {
    const at = below(bytes.length + 1);
    const some = bytes.subarray(at, at + below(12));
    switch (below(5)) {
      case 0:
        return Buffer.concat([bytes.subarray(0, at), Buffer.from([below(256)]), bytes.subarray(at + 1)]);
      case 1:
        return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + some.length)]);
      case 2:
        return Buffer.concat([bytes.subarray(0, at), some, bytes.subarray(at)]);
      case 3:
        return Buffer.concat([bytes.subarray(0, at), Buffer.from(`${below(2 ** 31)}\r\n`), bytes.subarray(at)]);
      default:
        return bytes;
    }
  };
}

async function openMangler(upstream: string, seed: string) {
  const { hostname, port } = new URL(upstream);
  const mangle = mangler(seed);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer((client) => {
    const service = keep(connect(Number(port), hostname));
    keep(client).pipe(service);
    service.on('data', (bytes) => client.write(mangle(bytes))).on('close', () => client.end());
    client.on('close', () => service.destroy());
  }).listen(0, '127.77.0.6');
  await once(server, 'listening');
  return {
    address: `http://127.77.0.6:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const mark = '${mark}';
const operations = {
  read: { weight: 1, request: `GET /ok/${mark}`, holds: { '/mark': mark } },
  write: { weight: 1, request: `POST /ok/${mark}`, body: { name: mark }, holds: { '/mark': mark } },
};

for (const [protocol, open] of [
  ['http/1.1', openZoo],
  ['h2', openHttp2Zoo],
] as const)
  test(`${protocol}: whatever becomes of answers on the way, each request has its row, and the recorder lives on`, async () => {
    await using zoo = await open();
    await using between = await openMangler(zoo.address, protocol);
    const lanes = {
      fresh: { share: 1, connection: 'fresh', protocol },
      kept: { share: 1, connection: 'keep-alive', protocol },
    };
    const result = await runTrial({
      target: between.address,
      profile: profileOf({ operations, lanes, rate: 150, timeoutSeconds: 2 }),
      graceMs: 4000,
      until: ({ intended }) => intended >= 300,
    });
    const { totals, ledger } = result;
    expect(ledger.health).toMatchObject({ sealed: true, intended: totals.intended, missing: [], damage: [] });
    expect(totals.ok + totals.failed + totals.unknown + totals.notSent).toBe(totals.intended);
    const failures = new Set(rowsOf(ledger).map(({ failure }) => failure));
    // Some answers pass as they were, and of the others the damage is of several kinds.
    expect(failures).toContain('none');
    expect(failures.size).toBeGreaterThan(2);
  });
