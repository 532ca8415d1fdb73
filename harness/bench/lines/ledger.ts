import { mkdtempDisposable, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerWriter } from '../../../traffic/ledger/index.ts';
import type { Line } from '../line.ts';
import { median } from '../statistics.ts';
import { whole } from '../wording.ts';

const MUST = { bytes: 48, rows: 1_000_000 };

export const ledger: Line = {
  name: 'ledger',
  what: 'ledger: bytes per row, rows written per second',
  must: '≤ 48 bytes, ≥ 1,000,000 /s',
  async measure({ quick }) {
    const [rounds, rows] = quick ? [1, 500_000] : [5, 5_000_000];
    const rates: number[] = [];
    let bytes = 0;
    for (let round = 0; round < rounds; round += 1) {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-'));
      rates.push(write(folder.path, rows));
      bytes = (await sizeOf(folder.path)) / rows;
    }
    const rate = median(rates);
    return {
      measured: `${bytes.toFixed(2)} bytes, ${whole(rate)} /s`,
      peers: '',
      ratio: '',
      met: bytes <= MUST.bytes && rate >= MUST.rows,
    };
  },
};

/** Rows a second, to the seal and the disk. */
function write(folder: string, rows: number): number {
  const opening = {
    shards: 1,
    operations: ['get'],
    services: ['bench'],
    creates: [false],
    lanes: ['keep-alive'],
    seed: 1,
    profile: '',
  };
  const began = performance.now();
  const writer = new LedgerWriter({ folder, shard: 0, opening });
  for (let sequence = 0; sequence < rows; sequence += 1)
    writer.add({
      sequence,
      intended: sequence * 10,
      sent: 40,
      connected: 40,
      firstByte: 900,
      end: 1_000,
      outcome: 0,
      failure: 0,
      status: 200,
      operation: 0,
      lane: 0,
      server: writer.server(sequence % 2 === 0 ? 'keystone1' : 'keystone2'),
      version: writer.version({ major: 3, minor: 14 }),
      session: sequence % 16,
      turn: 1 + (sequence % 1_000),
      connection: 1 + (sequence % 64),
      bytes: 512,
    });
  writer.seal({ intended: rows, ok: rows, failed: 0, unknown: 0, notSent: 0 });
  return rows / ((performance.now() - began) / 1000);
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = await Promise.all((await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
