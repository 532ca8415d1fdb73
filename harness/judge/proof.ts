import type { Context } from './context.ts';
import type { Judgement } from './judgement.ts';
import { CONFIDENCE } from './limits.ts';
import { gapsOf, isFault, sumAbsorbed } from './measure/index.ts';
import { shortestSeen, upperBound } from './statistics/index.ts';
import { ms } from './wording.ts';

/** The figures: how much was seen, and what follows from that. What a failing rule left unknown is absent or null. */
export function proofOf(context: Context): Judgement['proof'] {
  const { ledger, events } = context;
  const { total } = context.accounts();
  let faults = 0;
  let versioned = 0;
  for (let row = 0; row < ledger.count; row++) {
    if (isFault(ledger, row)) faults++;
    if (ledger.version[row] !== 0) versioned++;
  }
  const answered = total.ok + faults;
  const gaps = gapsOf(ledger, context.sending());
  const seen = shortestSeen(gaps, CONFIDENCE);
  return {
    intended: total.intended,
    sent: context.sending().length,
    ok: total.ok,
    failed: total.failed,
    unknown: total.unknown,
    notSent: total.notSent,
    errorRate: answered > 0 ? rounded(faults / answered) : 0,
    errorBound: rounded(upperBound(faults, answered, CONFIDENCE)),
    // With fewer than two requests nothing shorter than the run would have been seen.
    detectableMs: ms(Number.isFinite(seen) ? seen : events.end),
    largestGapMs: ms(gaps.length > 0 ? gaps.reduce((most, gap) => Math.max(most, gap), 0) : events.end),
    versioned,
    versionOrder: known(() => orderOf(context), {}),
    latencyMs: total.latencyMs,
    writes: known(() => writesOf(context), null),
    absorbed: events.of('counters').length > 0 ? sumAbsorbed(context.absorptions()) : null,
  };
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

/** The rule that needs the same figure has said by now that it can't be had. */
function known<Value>(make: () => Value, otherwise: Value): Value {
  try {
    return make();
  } catch {
    return otherwise;
  }
}

/** Digits beyond these are noise of the arithmetic. */
const rounded = (share: number): number => Number(share.toPrecision(6));
