import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HEADER_BYTES, walkBlocks } from './block.ts';
import type { Damage, Ledger } from './columns.ts';
import type { Opening } from './contents.ts';
import { renamed } from './reader.ts';
import { serverRoll, versionRoll } from './roll.ts';
import { ROW_BYTES } from './row.ts';
import { listSegments, shardIn } from './segments.ts';
import { Shard } from './shard.ts';
import { emptyTable, placeRow } from './table.ts';

const POLL_MS = 200;

/** The blocks of rows that one look found in one segment. */
interface Gain {
  readonly shard: Shard;
  readonly view: DataView;
  readonly blocks: Shard['rowBlocks'];
}

/**
 * What comes into a ledger while it is written: after each look the new rows, in the order of their fates, as a ledger of
 * their own. Its health tells of what was found since the last look, and which shards are sealed. Ends when all are, or
 * when nobody writes any more.
 */
export async function* followLedger(
  folder: string,
  isWritten: () => boolean = () => true,
): AsyncGenerator<Ledger, void, undefined> {
  const follower = new Follower(folder);
  for (;;) {
    // Asked first: what was written right before the end is seen by the look after it.
    const goesOn = isWritten();
    const ledger = await follower.look();
    if (ledger) yield ledger;
    if (ledger?.health.sealed || !goesOn) return;
    await setTimeout(POLL_MS);
  }
}

class Follower {
  readonly #folder: string;
  readonly #shards = new Map<number, Shard>();
  readonly #read = new Map<string, number>();
  readonly #servers = serverRoll();
  readonly #versions = versionRoll();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined before an opening is there. */
  async look(): Promise<Ledger | undefined> {
    const damage: Damage[] = [];
    const gains: Gain[] = [];
    for (const file of await listSegments(this.#folder)) gains.push(await this.#lookInto(file, damage));
    const opening = [...this.#shards.values()].find((shard) => shard.opening)?.opening;
    return opening && this.#ledgerOf(opening, gains, damage);
  }

  async #lookInto(file: string, damage: Damage[]): Promise<Gain> {
    const from = this.#read.get(file) ?? 0;
    const bytes = await readFrom(join(this.#folder, file), from);
    const id = shardIn(file);
    const shard = this.#shards.get(id) ?? new Shard(id);
    this.#shards.set(id, shard);
    let read = 0;
    for (const found of walkBlocks(bytes)) {
      if ('block' in found) {
        const { number, offset, payload } = found.block;
        read = offset + HEADER_BYTES + payload.length;
        for (const why of shard.take(found.block, file))
          damage.push({ file, block: number, offset: from + offset, why });
      } else {
        const { number, offset, next, why } = found.flaw;
        // What is not whole at the end may yet become so.
        if (next >= bytes.length) break;
        damage.push({ file, block: shard.lose(number), offset: from + offset, why });
      }
    }
    this.#read.set(file, from + read);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    return { shard, view, blocks: shard.rowBlocks.splice(0) };
  }

  #ledgerOf(opening: Opening, gains: readonly Gain[], damage: readonly Damage[]): Ledger {
    const count = gains.flatMap(({ blocks }) => blocks).reduce((sum, { rows }) => sum + rows, 0);
    const table = emptyTable(count);
    let row = 0;
    for (const { shard, view, blocks } of gains) {
      const names = {
        servers: renamed(shard.servers, (name) => this.#servers.place(name)),
        versions: renamed(shard.versions, (version) => this.#versions.place(version)),
      };
      for (const { offset, rows, base } of blocks)
        for (let index = 0; index < rows; index += 1)
          placeRow(table, row++, view, offset + HEADER_BYTES + index * ROW_BYTES, base, names);
    }
    const { operations, services, creates, lanes } = opening;
    const shards = Array.from({ length: opening.shards }, (_, shard) => {
      const seal = this.#shards.get(shard)?.seal;
      return { shard, sealed: seal !== undefined, intended: seal?.intended ?? 0 };
    });
    return {
      count,
      ...table,
      names: {
        ...{ operations, services, creates, lanes },
        ...{ servers: [...this.#servers.names], versions: [...this.#versions.names] },
      },
      health: {
        sealed: shards.every(({ sealed }) => sealed),
        intended: shards.reduce((sum, { intended }) => sum + intended, 0),
        missing: [],
        damage,
        shards,
      },
    };
  }
}

async function readFrom(path: string, position: number): Promise<Buffer> {
  await using file = await open(path);
  const { size } = await file.stat();
  const bytes = Buffer.alloc(Math.max(0, size - position));
  const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
  return bytes.subarray(0, bytesRead);
}
