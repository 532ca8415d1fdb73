import { HEADER_BYTES, walkBlocks } from './block.ts';
import type { Damage } from './columns.ts';
import type { Opening } from './contents.ts';
import { MOST_NUMBERS, Presence } from './presence.ts';
import { ROW_BYTES } from './row.ts';
import { listSegments, type SegmentReader, shardIn } from './segments.ts';
import { Shard } from './shard.ts';

/** What a folder of segments holds, before any row is placed. */
export interface Survey {
  readonly opening: Opening;
  readonly shards: readonly Shard[];
  readonly presence: Presence;
  readonly damage: Damage[];
}

export async function survey(folder: string, segments: SegmentReader): Promise<Survey> {
  const shards = new Map<number, Shard>();
  const presence = new Presence();
  const damage: Damage[] = [];
  const shardOf = (id: number): Shard => {
    const shard = shards.get(id) ?? new Shard(id);
    shards.set(id, shard);
    return shard;
  };
  const files = await listSegments(folder);
  for (const file of files) {
    const bytes = await segments.read(file);
    for (const found of walkBlocks(bytes)) {
      if ('flaw' in found) {
        const { number, offset, why } = found.flaw;
        damage.push({ file, block: shardOf(shardIn(file)).lose(number), offset, why });
        continue;
      }
      const { shard: id, number, offset } = found.block;
      const wrong = shardOf(id).take(found.block, file);
      damage.push(...wrong.map((why) => ({ file, block: number, offset, why })));
    }
    for (const shard of shards.values()) mark(shard, file, bytes, presence, damage);
  }
  const known = [...shards.values()].filter(({ isThere }) => isThere).sort((a, b) => a.id - b.id);
  const opening = known.map((shard) => shard.opening).find((found) => found !== undefined);
  if (opening) return { opening, shards: known, presence, damage };
  const why = files.length > 0 ? 'no opening can be read, so no row can be told from another' : 'there is no segment';
  return { opening: NOTHING, shards: [], presence: new Presence(), damage: [...damage, { file: '', offset: 0, why }] };
}

/** Of a ledger of which nothing can be read. */
const NOTHING: Opening = { shards: 0, operations: [], services: [], creates: [], lanes: [], seed: 0, profile: '' };

function mark(shard: Shard, file: string, bytes: Buffer, presence: Presence, damage: Damage[]): void {
  for (const block of shard.rowBlocks) {
    if (block.file !== file) continue;
    let repeated = 0;
    let wild = 0;
    for (let row = 0; row < block.rows; row += 1) {
      const sequence = bytes.readUInt32LE(block.offset + HEADER_BYTES + row * ROW_BYTES);
      if (sequence >= MOST_NUMBERS) wild += 1;
      else if (presence.add(sequence)) shard.saw(sequence);
      else repeated += 1;
    }
    const { number, offset } = block;
    if (wild > 0) damage.push({ file, block: number, offset, why: `${wild} rows have numbers beyond any recorder's` });
    if (repeated > 0) damage.push({ file, block: number, offset, why: `${repeated} rows are there twice` });
  }
}
