import type { EventOf, JournalEvent } from './events.ts';
import { type Clock, monotonicClock } from './journal.ts';

/** A run may be taken up again: each recorder that wrote for it was one life of its measurement. */

/** The run's time where its last harness left it, going on by what the wall clock says has passed since. */
export interface Continuation {
  /** `process.hrtime.bigint()` at the run's t = 0, as if this process had run since then. */
  readonly base: bigint;
  readonly clock: Clock;
  readonly gapSeconds: number;
  /** The number of the last life so far. */
  readonly life: number;
}

/** A clock of one boot means nothing to the next one. Never back: a wall clock that was set back leaves no gap. */
export function continuation(journal: readonly JournalEvent[], now: Date): Continuation {
  const last = lastTime(journal);
  const anchor = journal.findLast((event) => event.event === 'run-started' || event.event === 'continued') as
    | EventOf<'run-started' | 'continued'>
    | undefined;
  const leftAt = anchor ? Date.parse(anchor.wall) + (last - anchor.t) / 1000 : now.getTime();
  const gapMs = Math.max(0, now.getTime() - leftAt) || 0;
  const base = process.hrtime.bigint() - BigInt(Math.ceil(last + gapMs * 1000)) * 1000n;
  return { base, clock: monotonicClock(base), gapSeconds: gapMs / 1000, life: lifeOf(journal) };
}

/** How many recorders wrote for the run so far, whether or not they came to write anything. */
export function lifeOf(journal: readonly JournalEvent[]): number {
  return journal.reduce((most, event) => (event.event === 'continued' ? Math.max(most, event.life) : most), 1);
}

function lastTime(journal: readonly JournalEvent[]): number {
  return journal.reduce((latest, { t }) => Math.max(latest, t), 0);
}

/** Numbers of one life's requests end here, so that those of all lives together are distinct, and fit 32 bits. */
export const NUMBERS_OF_A_LIFE = 2 ** 25;
export const MOST_LIVES = 2 ** 32 / NUMBERS_OF_A_LIFE;

/** What the resources of a life begin their names with. The first one's name is the run's. */
export function nameOfLife(run: string, life: number): string {
  return life === 1 ? run : `${run}.${life}`;
}

/** The number, among those of all lives, of the request that made what carries this mark; undefined: not this run's. */
export function numberOf(run: string, mark: string): number | undefined {
  if (!mark.startsWith(run)) return undefined;
  const found = /^(?:\.(\d+))?-(\d+)$/.exec(mark.slice(run.length));
  if (!found) return undefined;
  const number = Number(found[2]);
  const life = Number(found[1] ?? 1);
  return number < NUMBERS_OF_A_LIFE ? (life - 1) * NUMBERS_OF_A_LIFE + number : undefined;
}

/** Which cycle or companion of the run carries this mark; undefined: it is neither, or not this run's. */
export function makerOf(
  run: string,
  mark: string,
  { cycles, companions }: { readonly cycles: object; readonly companions: object },
): { readonly by: 'cycle' | 'companion'; readonly name: string } | undefined {
  if (!mark.startsWith(run)) return undefined;
  const [, name = '', number] = /^(?:\.\d+)?-(.+?)(?:-(\d+))?$/.exec(mark.slice(run.length)) ?? [];
  if (number !== undefined) return Object.hasOwn(cycles, name) ? { by: 'cycle', name } : undefined;
  return Object.hasOwn(companions, name) ? { by: 'companion', name } : undefined;
}
