import type { Context } from './context.ts';
import type { Judgement } from './judgement.ts';
import { known } from './known.ts';
import { CONFIDENCE } from './limits.ts';
import { gapsOf, gapsWithin, sumAbsorbed } from './measure/index.ts';
import { shortestSeen, upperBound } from './statistics/index.ts';
import { ms, rounded } from './wording.ts';

/** The figures: how much was seen, and what follows from that. What a failing rule left unknown is absent or null. */
export function proofOf(context: Context): Judgement['proof'] {
  const { ledger, events } = context;
  const { total } = context.accounts();
  const { faults: blamed, exonerated } = context.fates();
  const faults = blamed.length + exonerated.length;
  let versioned = 0;
  for (const version of ledger.version) if (version !== 0) versioned++;
  const answered = total.ok + faults;
  const everybody = seenIn(gapsOf(ledger, context.sending()), events.end);
  return {
    intended: total.intended,
    sent: context.sending().length,
    ok: total.ok,
    failed: total.failed,
    unknown: total.unknown,
    notSent: total.notSent,
    errorRate: answered > 0 ? rounded(faults / answered) : 0,
    errorBound: rounded(upperBound(faults, answered, CONFIDENCE)),
    ...everybody,
    services: servicesSeen(context, everybody),
    versioned,
    versionOrder: known(() => orderOf(context), {}),
    latencyMs: total.latencyMs,
    writes: known(() => writesOf(context), null),
    absorbed: events.of('counters').length > 0 ? sumAbsorbed(context.absorptions()) : null,
  };
}

type Seen = Pick<Judgement['proof'], 'detectableMs' | 'largestGapMs'>;

/** With fewer than two requests nothing shorter than the run would have been seen. */
function seenIn(gaps: Uint32Array, run: number): Seen {
  const shortest = shortestSeen(gaps, CONFIDENCE);
  let largest = gaps.length > 0 ? 0 : run;
  for (const gap of gaps) if (gap > largest) largest = gap;
  return { detectableMs: ms(Number.isFinite(shortest) ? shortest : run), largestGapMs: ms(largest) };
}

/** An outage of one service alone meets its own requests only. */
function servicesSeen({ ledger, services, sending, events }: Context, everybody: Seen): Judgement['proof']['services'] {
  if (services.names.length === 1) return [{ service: services.names[0]!, ...everybody }];
  return services.names.map((service, index) => ({
    service,
    ...seenIn(gapsWithin(ledger, sending(), services.of, index), events.end),
  }));
}

function orderOf(context: Context): Judgement['proof']['versionOrder'] {
  const levels = Object.entries(context.versionOrder());
  return Object.fromEntries(levels.map(([level, { checked, violations }]) => [level, { checked, violations }]));
}

function writesOf(context: Context): Judgement['proof']['writes'] {
  const writes = context.writes();
  if (!writes) return null;
  const { acknowledged, unknown, refused, lost, duplicate, phantom } = writes;
  return {
    acknowledged,
    unknown,
    refused,
    lost: lost.length,
    duplicate: duplicate.length,
    phantom: phantom.length,
  };
}
