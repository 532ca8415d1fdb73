import type { Opening } from './contents.ts';
import type { Row } from './row.ts';
import { LedgerWriter } from './writer.ts';

/** Ledgers for tests. */

export function openingFor(shards: number): Opening {
  return {
    shards,
    operations: ['list', 'create'],
    services: ['keystone', 'keystone'],
    creates: [false, true],
    lanes: ['keep-alive'],
    seed: 1,
    profile: 'p',
  };
}

export function rowFor(sequence: number, more: Partial<Row> = {}): Row {
  return {
    sequence,
    intended: 1_000_000 + sequence * 500,
    sent: 3,
    connected: 10,
    firstByte: 900,
    end: 1000 + sequence,
    outcome: 0,
    failure: 0,
    status: 200,
    operation: sequence % 2,
    lane: 0,
    server: 0,
    version: 0,
    session: 7,
    turn: 1,
    connection: sequence + 1,
    bytes: 99,
    ...more,
  };
}

/** One shard with a block for every `block` rows, sealed unless it is to look as if it had died. */
export function writeShard(
  folder: string,
  rows: readonly Row[],
  options: { shard?: number; shards?: number; block?: number; sealed?: boolean; segmentBytes?: number } = {},
): void {
  const { shard = 0, shards = 1, block = 3, sealed = true, segmentBytes } = options;
  const size = segmentBytes === undefined ? {} : { segmentBytes };
  const writer = new LedgerWriter({ folder, shard, opening: openingFor(shards), ...size });
  for (const [index, row] of rows.entries()) {
    const server = writer.server(`s${row.sequence % 3}`);
    const version = writer.version({ major: 2, minor: 9 + (row.sequence % 2) });
    writer.add({ ...row, server, version });
    if (index % block === block - 1) writer.flush();
  }
  writer.flush();
  if (sealed) writer.seal({ intended: rows.length, ok: rows.length, failed: 0, unknown: 0, notSent: 0 });
}
