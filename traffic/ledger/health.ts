import type { LedgerHealth } from './columns.ts';
import { MOST_NUMBERS } from './presence.ts';
import type { Shard } from './shard.ts';
import type { Survey } from './survey.ts';

/** Holds what was found against what must be there. */
export function assess({ opening, shards, presence, damage }: Survey): LedgerHealth {
  const known = new Map(shards.map((shard) => [shard.id, shard]));
  const all = Array.from({ length: opening.shards }, (_, id) => known.get(id));
  const intended = all.map((shard, id) => (shard ? intendedBy(shard, id, opening.shards) : 0));
  const ends = intended.map((count, id) => (count === 0 ? 0 : (count - 1) * opening.shards + id + 1));
  const end = Math.min(MOST_NUMBERS, Math.max(0, ...ends));
  const wanted = (sequence: number) => Math.floor(sequence / opening.shards) < intended[sequence % opening.shards]!;
  const absent = all.flatMap((shard, id) => (shard ? [] : [`nothing of shard ${id} of ${opening.shards} is there`]));
  const beyond = all.flatMap((shard, id) => (shard ? strange(shard, id, intended[id]!, opening.shards) : []));
  const whole = [...absent, ...beyond].map((why) => ({ file: '', offset: 0, why }));
  return {
    sealed: all.length > 0 && all.every((shard) => shard?.seal !== undefined),
    intended: intended.reduce((sum, count) => sum + count, 0),
    missing: presence.missing(end, wanted),
    damage: [...damage, ...whole],
    shards: all.map((shard, id) => ({ shard: id, sealed: shard?.seal !== undefined, intended: intended[id]! })),
  };
}

/** Without a seal only what was seen is known: up to the highest number. */
function intendedBy(shard: Shard, id: number, shards: number): number {
  if (shard.seal) return shard.seal.intended;
  return shard.highest < 0 ? 0 : Math.floor((shard.highest - id) / shards) + 1;
}

function strange(shard: Shard, id: number, intended: number, shards: number): string[] {
  const wrong: string[] = [];
  if (shard.foreign > 0) wrong.push(`shard ${id} holds ${shard.foreign} rows that belong to another shard`);
  if (Math.floor(shard.highest / shards) >= intended)
    wrong.push(`shard ${id} holds row ${shard.highest}, but its seal says that ${intended} requests were intended`);
  return wrong;
}
