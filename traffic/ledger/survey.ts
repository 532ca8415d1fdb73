import { HEADER_BYTES, scanBlocks } from './block.ts';
import type { LedgerHealth } from './columns.ts';
import type { Opening } from './contents.ts';
import { Presence } from './presence.ts';
import { ROW_BYTES } from './row.ts';
import { listSegments, readSegment, unreadable } from './segments.ts';
import { Shard } from './shard.ts';

export type Damage = LedgerHealth['damage'][number];

/** What a folder of segments holds, before any row is placed. */
export interface Survey {
  readonly opening: Opening;
  readonly shards: readonly Shard[];
  readonly presence: Presence;
  readonly damage: Damage[];
}

export async function survey(folder: string): Promise<Survey> {
  const shards = new Map<number, Shard>();
  const presence = new Presence();
  const damage: Damage[] = [];
  for (const file of await listSegments(folder)) {
    const bytes = await readSegment(folder, file);
    const scan = scanBlocks(bytes);
    damage.push(...scan.damage.map((found) => ({ file, ...found })));
    for (const block of scan.blocks) {
      const shard = shards.get(block.shard) ?? new Shard(block.shard);
      shards.set(block.shard, shard);
      damage.push(...shard.take(block, file).map((why) => ({ file, offset: block.offset, why })));
    }
    for (const shard of shards.values()) mark(shard, file, bytes, presence, damage);
  }
  const known = [...shards.values()].sort((a, b) => a.id - b.id);
  const opening = known.map((shard) => shard.opening).find((found) => found !== undefined);
  if (!opening) throw unreadable(`expected a ledger in ${folder}, but no opening in it can be read${firstOf(damage)}`);
  return { opening, shards: known, presence, damage };
}

function mark(shard: Shard, file: string, bytes: Buffer, presence: Presence, damage: Damage[]): void {
  for (const block of shard.rowBlocks) {
    if (block.file !== file) continue;
    let repeated = 0;
    for (let row = 0; row < block.rows; row += 1) {
      const sequence = bytes.readUInt32LE(block.offset + HEADER_BYTES + row * ROW_BYTES);
      if (presence.add(sequence)) shard.saw(sequence);
      else repeated += 1;
    }
    if (repeated > 0) damage.push({ file, offset: block.offset, why: `${repeated} rows are there twice` });
  }
}

function firstOf(damage: readonly Damage[]): string {
  const first = damage[0];
  return first ? `: ${first.file} at byte ${first.offset}: ${first.why}` : '';
}
