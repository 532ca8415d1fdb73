import type { Discrepancy } from '../judgement.ts';
import type { Break } from '../timeline/index.ts';
import { plural } from '../wording.ts';
import type { Counted } from './counters.ts';
import type { Disagreement } from './rows.ts';
import type { Served } from './served.ts';

export interface Totals {
  readonly counted: Counted | null;
  readonly served: readonly Served[];
  /** Whole answers by the first digit of their status, as clients had them. */
  readonly answers: Uint32Array;
  /** Lines of rows, and of requests that are no rows. Of the latter nobody knows when they came. */
  readonly matched: number;
  readonly strangers: number;
  /** Requests without a line that a load balancer may have counted all the same, or not. */
  readonly silent: number;
  /** Requests without a line that were answered, so that a load balancer must have counted them. */
  readonly missing: number;
  /** Lines that could not be read. */
  readonly unread: number;
  /** Nothing is missing from the ledger. Who died before he sealed it had sent more than he wrote down. */
  readonly whole: boolean;
  /** What came in these nobody kept a line of. */
  readonly breaks: readonly Break[];
}

interface Differences {
  readonly differences: Discrepancy[];
  /** What the totals add to what single rows tell. */
  readonly explains: ReadonlyMap<Disagreement, string>;
}

/** Sums against sums: whatever the load balancers and the services counted must be somebody's request. */
export function totalDifferences(totals: Totals): Differences {
  const explains = new Map<Disagreement, string>();
  const differences: Discrepancy[] = [...servedDifferences(totals)];
  const { counted, matched, strangers, silent, missing, unread, whole, breaks } = totals;
  const tell = (name: string, explained: boolean, count: number, sentence: string): void => {
    differences.push({ class: name, explained, count, sentence, exhibits: [] });
  };
  if (!counted) {
    if (missing > 0 && missing <= unread) explains.set('line-missing', 'As many lines could not be read.');
    return { differences, explains };
  }

  if (counted.anew) {
    tell('balancer-anew', true, 1, 'A load balancer began anew: what it had counted and not yet told is not known.');
    if (missing > 0)
      explains.set('line-missing', 'A load balancer began anew and took what it had not yet logged along.');
    return { differences, explains };
  }
  const unlogged = counted.requests - matched;
  if (missing > 0 && unlogged >= missing)
    explains.set(
      'line-missing',
      'The load balancers counted them, so the lines were lost on the way (they travel by UDP).',
    );
  const hidden = Math.min(silent, unlogged - missing - strangers);
  if (hidden > 0)
    explains.set(
      'silent-close',
      `The load balancers counted at least ${hidden} of these, and neither answered nor logged them.`,
    );
  if (unlogged < 0)
    tell(
      'uncounted',
      false,
      -unlogged,
      `The load balancers counted ${plural(-unlogged, 'request')} fewer than they logged.`,
    );
  const unknown = unlogged - missing - silent - strangers;
  if (unknown > 0) {
    const why = [
      ...(missing > 0 && unlogged >= missing ? ['; lines were lost, so those of other clients were too'] : []),
      ...(breaks.length > 0 ? ['; nobody kept their log while no harness was there'] : []),
      ...(whole ? [] : ['; the ledger is not whole']),
      ...(unknown <= counted.open ? ['; as many may have been under way on connections of other clients'] : []),
    ];
    const more = `The load balancers counted ${plural(unknown, 'request')} more than anybody sent or they logged`;
    tell('counted-untold', why.length > 0, unknown, `${more}${why.join('')}.`);
  }
  const uncounted = counted.answers.map((count, digit) =>
    digit === 0 ? 0 : Math.max(0, totals.answers[digit]! - count),
  );
  const more = uncounted.reduce((sum, count) => sum + count, 0);
  if (more > 0)
    tell(
      'answers-uncounted',
      false,
      more,
      `Clients got ${plural(more, 'answer')} more than the load balancers counted of their kind.`,
    );
  return { differences, explains };
}

function servedDifferences({ served, breaks }: Totals): Discrepancy[] {
  return served
    .filter(({ requests, lines, least }) => requests !== lines || requests !== least)
    .map(({ service, node, requests, least, most, lines }): Discrepancy => {
      // What was under way when a harness died may be told of by the service alone.
      const died = requests > most && breaks.some((one) => one.died);
      const inside = requests >= least && (requests <= most || died);
      return {
        class: inside ? 'served-open' : 'served-differs',
        explained: inside,
        count: Math.max(Math.abs(requests - lines), Math.abs(requests - least)),
        sentence: inside
          ? `${service} on ${node} says that it answered ${requests}; by the log it ended ${least} as it should, and up to ${most} may have reached it${died ? ', or more when a harness died' : ''}.`
          : `${service} on ${node} says that it answered ${plural(requests, 'request')}; by the log that must lie between ${least} and ${most}.`,
        exhibits: [],
      };
    });
}
