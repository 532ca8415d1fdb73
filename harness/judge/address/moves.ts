import { FAILOVER_MS, SICK_MARGIN_MS } from '../limits.ts';
import { countUpTo } from '../statistics/index.ts';
import type { Events, StepRun } from '../timeline/index.ts';

/** The address that load balancers share went from one of them to another, or back to the same one. Moments are µs. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** When the one before gave it up. null: it never did, as far as anybody saw. */
  readonly left: number | null;
  readonly taken: number;
  /** How far from these moments it may really have been: the clocks of hosts are told apart from ours no better. */
  readonly within: number;
  /** The step that meant it. null: nobody did. */
  readonly step: StepRun | null;
}

/** From what hosts told. Who took it last is whom users reach, as long as he has it. */
export function movesOf(events: Events, steps: readonly StepRun[]): Move[] {
  const failovers = steps.filter(({ kind, from }) => kind === 'failover' && from !== null);
  const moves: Move[] = [];
  let lost: { from: string; left: number | null; within: number } | undefined;
  for (const { at, within, before, now } of changesOf(events)) {
    const gone = before[0] !== undefined && now[0] !== before[0];
    if (gone) lost = { from: before[0]!, left: now.includes(before[0]!) ? null : at, within };
    const to = now[0];
    if (lost === undefined || to === undefined || to === before[0]) continue;
    const step =
      failovers.find(({ from, to: end }) => at + within >= from! && at - within <= (end ?? events.end)) ?? null;
    moves.push({ from: lost.from, to, left: lost.left, taken: at, within: Math.max(within, lost.within), step });
  }
  return moves;
}

/** Who has it at a moment; undefined: nobody, or nobody told. */
export function holderAt(events: Events): (moment: number) => string | undefined {
  const changes = changesOf(events);
  const moments = changes.map(({ at }) => at);
  // Who had it when somebody first looked had it before.
  const first = changes.find(({ now }) => now.length > 0)?.now[0];
  return (moment) => {
    const seen = countUpTo(moments, moment);
    return seen === 0 ? first : changes[seen - 1]!.now[0];
  };
}

interface Change {
  readonly at: number;
  readonly within: number;
  /** Who took it last comes first. */
  readonly before: readonly string[];
  readonly now: readonly string[];
}

/** In the order of what hosts tell: one that was cut off tells late. */
function changesOf(events: Events): Change[] {
  const told = events.of('address').map((event) => ({ ...event, at: event.since ?? event.t }));
  let holders: readonly string[] = [];
  return told
    .toSorted((one, other) => one.at - other.at)
    .map(({ balancer, holds, at, within = 0 }) => {
      const before = holders;
      const others = before.filter((one) => one !== balancer);
      // What is so already is no news, whoever tells it again.
      if (holds !== before.includes(balancer)) holders = holds ? [balancer, ...others] : others;
      return { at, within, before, now: holders };
    });
}

/** The time in which failures may come from it: nobody answers at the address, or whoever does knows nothing of the connection. */
export function harmOf({ left, taken, within, step }: Move): { readonly from: number; readonly to: number } {
  const margin = within + SICK_MARGIN_MS * 1_000;
  const began = step?.from ?? Math.min(left ?? taken, taken) - FAILOVER_MS * 1_000;
  return { from: began - margin, to: taken + margin };
}

/** When nobody saw who had it. */
export function unseenSpans(events: Events): { readonly from: number; readonly to: number }[] {
  return events.of('address-unseen').map(({ t, balancer }) => ({
    from: t,
    to: events.of('address').find((event) => event.balancer === balancer && event.t > t)?.t ?? events.end,
  }));
}
