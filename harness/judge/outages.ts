import type { Ledger } from '../../traffic/ledger/index.ts';
import type { Outage, ServiceOutage } from './judgement.ts';
import { OUTAGES_LISTED } from './limits.ts';
import { begun, byOperationAndLane, byService, eachSpell, ended, type Spell } from './measure/index.ts';
import type { StepRun } from './timeline/index.ts';
import { ms } from './wording.ts';

export interface Outages {
  /** The longest ones, in order of time. */
  readonly listed: readonly Outage[];
  /** Of whole services: nothing succeeded on any lane. */
  readonly services: readonly ServiceOutage[];
  readonly incidents: readonly OutageGroup[];
}

/** Outages of one service that overlap, from the step in which the first one began. */
export interface OutageGroup {
  readonly step: number;
  readonly service: string;
  /** Over before anything was touched. */
  readonly untouched: boolean;
  count: number;
  from: number;
  /** null: one of them never ended. */
  to: number | null;
  worst: Outage;
  /** First and last failure of the worst one, and the success that ended it. */
  evidence: readonly number[];
  readonly streams: string[];
}

interface Evidence {
  readonly ledger: Ledger;
  readonly kinds: Uint8Array;
  readonly steps: readonly StepRun[];
  readonly stepOf: Uint16Array;
  readonly touchedAt: number;
}

export function outagesOf({ ledger, kinds, steps, stepOf, touchedAt }: Evidence, sending: Uint32Array): Outages {
  let listed: Outage[] = [];
  const groups = new Map<string, OutageGroup>();
  eachSpell(ledger, sending, kinds, byOperationAndLane(ledger), (spell) => {
    const step = stepOf[spell.firstFault]!;
    const outage = outageOf(ledger, spell, steps[step]?.id ?? null);
    listed.push(outage);
    // Pruned on the way: a service that fails every other request has millions of them.
    if (listed.length >= 2 * OUTAGES_LISTED) listed = longest(listed);
    const untouched = ended(ledger, spell.lastFault) < touchedAt;
    const key = `${step} ${untouched} ${outage.service}`;
    const rows = [...new Set([spell.firstFault, spell.lastFault, spell.successAfter])].filter((row) => row >= 0);
    const group = groups.get(key);
    if (group) join(group, outage, rows);
    else groups.set(key, { step, service: outage.service, untouched, ...alone(outage, rows) });
  });
  return {
    listed: longest(listed).sort((a, b) => a.from - b.from || byName(a, b)),
    services: servicesOut(ledger, kinds, steps, stepOf, sending),
    incidents: incidents([...groups.values()].sort((a, b) => a.from - b.from)),
  };
}

function servicesOut(
  ledger: Ledger,
  kinds: Uint8Array,
  steps: readonly StepRun[],
  stepOf: Uint16Array,
  sending: Uint32Array,
): ServiceOutage[] {
  let listed: Outage[] = [];
  eachSpell(ledger, sending, kinds, byService(ledger), (spell) => {
    listed.push(outageOf(ledger, spell, steps[stepOf[spell.firstFault]!]?.id ?? null));
    if (listed.length >= 2 * OUTAGES_LISTED) listed = longest(listed);
  });
  return longest(listed)
    .sort((a, b) => a.from - b.from || byName(a, b))
    .map(({ operation: _, lane: __, ...outage }) => outage);
}

function outageOf(ledger: Ledger, spell: Spell, step: string | null): Outage {
  const from = begun(ledger, spell.firstFault);
  const to = spell.successAfter < 0 ? null : begun(ledger, spell.successAfter);
  // Nobody asked before the first request, so it may have been down from the start of the run on.
  const before = spell.successBefore < 0 ? 0 : begun(ledger, spell.successBefore);
  const operation = ledger.operation[spell.firstFault]!;
  return {
    service: ledger.names.services[operation]!,
    operation: ledger.names.operations[operation]!,
    lane: ledger.names.lanes[ledger.lane[spell.firstFault]!]!,
    step,
    from,
    to,
    lowerMs: ms(begun(ledger, spell.lastFault) - from),
    upperMs: to === null ? null : ms(to - before),
    failed: spell.failed,
  };
}

/** Streams of one service go down one after the other, and come back so: that is one incident. */
function incidents(groups: readonly OutageGroup[]): OutageGroup[] {
  const merged: OutageGroup[] = [];
  for (const group of groups) {
    const before = merged.findLast(
      ({ service, untouched }) => service === group.service && untouched === group.untouched,
    );
    if (before && (before.to === null || group.from <= before.to)) absorb(before, group);
    else merged.push(group);
  }
  return merged;
}

function absorb(group: OutageGroup, later: OutageGroup): void {
  group.count += later.count;
  group.to = group.to === null || later.to === null ? null : Math.max(group.to, later.to);
  if (byLength(later.worst, group.worst) < 0) Object.assign(group, { worst: later.worst, evidence: later.evidence });
  for (const stream of later.streams) if (!group.streams.includes(stream)) group.streams.push(stream);
}

function alone(outage: Outage, evidence: readonly number[]) {
  return { count: 1, from: outage.from, to: outage.to, worst: outage, evidence, streams: [streamOf(outage)] };
}

function join(group: OutageGroup, outage: Outage, evidence: readonly number[]): void {
  group.count++;
  group.from = Math.min(group.from, outage.from);
  group.to = group.to === null || outage.to === null ? null : Math.max(group.to, outage.to);
  if (byLength(outage, group.worst) < 0) Object.assign(group, { worst: outage, evidence });
  const stream = streamOf(outage);
  if (!group.streams.includes(stream)) group.streams.push(stream);
}

const streamOf = ({ operation, lane }: Outage): string => `${operation} on ${lane}`;
const longest = (outages: Outage[]): Outage[] => outages.sort(byLength).slice(0, OUTAGES_LISTED);
const byName = (a: Outage, b: Outage): number => (streamOf(a) < streamOf(b) ? -1 : 1);

/** Longest first; the upper bound decides, since one failure alone has a lower bound of nothing. */
function byLength(a: Outage, b: Outage): number {
  const length = ({ upperMs }: Outage): number => upperMs ?? Number.MAX_VALUE;
  return length(b) - length(a) || b.lowerMs - a.lowerMs || a.from - b.from || byName(a, b);
}
