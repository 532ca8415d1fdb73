import type { EventOf } from '../../journal/index.ts';
import { FAILOVER_MS, SICK_MARGIN_MS } from '../limits.ts';
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
  let holders: string[] = [];
  let last: { balancer: string; left: number | null; within: number } | undefined;
  for (const event of events.of('address')) {
    const { balancer } = event;
    const { at, within } = momentOf(event);
    const [before] = holders;
    holders = holders.filter((one) => one !== balancer);
    if (event.holds) holders.unshift(balancer);
    const now = holders[0];
    if (before !== undefined && now !== before) {
      last = { balancer: before, left: event.holds ? null : at, within };
    }
    if (now !== undefined && last !== undefined && now !== before) {
      const step = failovers.find(({ from, to }) => at + within >= from! && at - within <= (to ?? events.end)) ?? null;
      moves.push({
        from: last.balancer,
        to: now,
        left: last.left,
        taken: at,
        within: Math.max(within, last.within),
        step,
      });
    }
  }
  return moves;
}

/** What was seen only when somebody looked again was so by then. */
const momentOf = ({ t, since, within }: EventOf<'address'>) => ({ at: since ?? t, within: within ?? 0 });

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
