import { HEADER_BYTES } from './block.ts';
import type { Ledger } from './columns.ts';
import { assess } from './health.ts';
import { MOST_NUMBERS, Presence } from './presence.ts';
import { serverRoll, versionRoll } from './roll.ts';
import { ROW_BYTES } from './row.ts';
import { SegmentReader } from './segments.ts';
import type { RowBlock, Shard } from './shard.ts';
import { survey } from './survey.ts';
import { emptyTable, placeRow } from './table.ts';

/**
 * All shards in one, in order of sequence number. Damage is listed, never thrown: whatever is whole is read.
 * Each segment is read twice, one at a time: first to learn what is there, then to place the rows. So the columns are
 * all that a long ledger needs in memory.
 */
export async function readLedger(folder: string): Promise<Ledger> {
  using segments = new SegmentReader(folder);
  const found = await survey(folder, segments);
  const { opening, shards, presence } = found;
  const servers = serverRoll();
  const versions = versionRoll();
  const table = emptyTable(presence.count);
  const placeOf = presence.places();
  const placed = new Presence();
  for (const shard of shards) {
    const names = {
      servers: renamed(shard.servers, (name) => servers.place(name)),
      versions: renamed(shard.versions, (version) => versions.place(version)),
    };
    for await (const { view, block } of rowBlocks(segments, shard))
      for (let row = 0; row < block.rows; row += 1) {
        const at = block.offset + HEADER_BYTES + row * ROW_BYTES;
        const sequence = view.getUint32(at, true);
        if (sequence < MOST_NUMBERS && placed.add(sequence))
          placeRow(table, placeOf(sequence), view, at, block.base, names);
      }
  }
  const { operations, services, creates, lanes } = opening;
  return {
    count: presence.count,
    ...table,
    names: { operations, services, creates, lanes, servers: servers.names, versions: versions.names },
    health: assess(found),
  };
}

async function* rowBlocks(segments: SegmentReader, shard: Shard): AsyncGenerator<{ view: DataView; block: RowBlock }> {
  let file: string | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));
  for (const block of shard.rowBlocks) {
    if (block.file !== file) {
      const bytes = await segments.read(block.file);
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      file = block.file;
    }
    yield { view, block };
  }
}

/** From a shard's numbering to the ledger's. A name whose block was lost becomes 0, "the answer named none". */
export function renamed<Name>(names: readonly (Name | undefined)[], place: (name: Name) => number): Uint8Array {
  const table = new Uint8Array(256);
  for (const [index, name] of names.slice(0, 255).entries()) if (name !== undefined) table[index + 1] = place(name);
  return table;
}
