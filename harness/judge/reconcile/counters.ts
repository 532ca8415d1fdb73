import type { EventOf } from '../../journal/index.ts';

/** What the front ends of all load balancers counted from before the first request until after the last. */
export interface Counted {
  readonly requests: number;
  /** Answers, by the first digit of their status. */
  readonly answers: readonly number[];
  /** Clients' connections at the last look: what is under way on them is counted, and logged only when it ends. */
  readonly open: number;
  /** A balancer began anew meanwhile: what it had counted since the sample before that is not known. */
  readonly anew: boolean;
}

const ANSWERS = ['hrsp_other', 'hrsp_1xx', 'hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_5xx'];

/** null: one of the balancers was not looked at before the first request and after the last. */
export function countedBetween(
  counters: readonly EventOf<'counters'>[],
  balancers: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Counted | null {
  const sums = new Map<string, number>();
  let anew = false;
  let open = 0;
  for (const balancer of balancers) {
    const its = counters.filter((event) => event.balancer === balancer);
    const first = its.findLastIndex(({ t }) => t <= from);
    const after = its.findIndex(({ t }) => t >= to);
    if (first === -1 || after === -1) return null;
    // A sample's time is that of its answer: what it tells may be from before the end. The next one was asked after it.
    const last = Math.min(after + 1, its.length - 1);
    for (let index = first + 1; index <= last; index++)
      for (const [frontend, now] of Object.entries(its[index]!.frontends))
        for (const [counter, value] of Object.entries(now)) {
          const then = its[index - 1]!.frontends[frontend]?.[counter] ?? 0;
          if (value < then && counter === 'req_tot') anew = true;
          sums.set(counter, (sums.get(counter) ?? 0) + (value >= then ? value - then : value));
        }
    for (const { scur } of Object.values(its[last]!.frontends)) open += scur ?? 0;
  }
  return {
    requests: sums.get('req_tot') ?? 0,
    answers: ANSWERS.map((counter) => sums.get(counter) ?? 0),
    open,
    anew,
  };
}
