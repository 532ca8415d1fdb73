import { formatVersion } from '../../../traffic/ledger/index.ts';
import type { Context } from '../context.ts';
import { exhibit } from '../exhibit.ts';
import type { Finding } from '../judgement.ts';
import { EXHIBITS } from '../limits.ts';
import { begun, ended, OK, rankVersions } from '../measure/index.ts';
import { releasesOf } from '../releases.ts';
import type { StepRun } from '../timeline/index.ts';
import { plural } from '../wording.ts';
import { finding, naming, placeOf } from './finding.ts';

/** Steps after which other code may answer. */
const CHANGES = ['install', 'start', 'upgrade', 'rejoin', 'crossover'];

/** The nodes say that they are upgraded, and users still meet the old version when all is done. */
export function targetNotReached(context: Context): Finding[] {
  const { plan, steps } = context;
  const watched = lastWatch(steps);
  if (watched === -1 || plan.from === plan.to || !upgraded(context)) return [];

  return Object.keys(plan.members).flatMap((service) => staleAnswers(context, watched, service));
}

function staleAnswers(context: Context, watched: number, service: string): Finding[] {
  const { ledger, plan, steps, stepOf } = context;
  const ranks = rankVersions(ledger);
  const rankOf = (row: number): number =>
    ledger.outcome[row] === OK && ledger.names.services[ledger.operation[row]!] === service
      ? ranks[ledger.version[row]!]!
      : 0;
  let old = 0;
  let newest = 0;
  for (let row = 0; row < ledger.count; row++) {
    if (ended(ledger, row) < context.touchedAt) old = Math.max(old, rankOf(row));
    if (stepOf[row] === watched) newest = Math.max(newest, rankOf(row));
  }
  if (old === 0 || newest === 0) return [];

  const stale: number[] = [];
  let count = 0;
  let last = -1;
  for (let row = 0; row < ledger.count; row++) {
    const rank = rankOf(row);
    if (stepOf[row] !== watched || rank === 0 || rank > old) continue;
    count++;
    last = row;
    if (stale.length < EXHIBITS) stale.push(row);
  }
  if (count === 0) return [];
  const version = formatVersion(ledger.names.versions[ledger.version[stale[0]!]! - 1]!);
  const whole = newest <= old;
  return [
    finding({
      class: 'target-not-reached',
      title: whole ? `Users still meet ${version} after the upgrade` : `Some answers still come from ${version}`,
      detail: whole
        ? `Every node has ${plan.to} installed, and in ${naming(steps[watched])} nobody told anything newer than ${version}: most probably the old code still runs or its version is cached.`
        : `Every node has ${plan.to} installed, and in ${naming(steps[watched])} ${plural(count, 'answer')} still told ${version}: most probably an old process was left running.`,
      ...placeOf(context, steps[watched]),
      from: begun(ledger, stale[0]!),
      to: begun(ledger, last),
      count,
      exhibits: stale.map((row) => exhibit(ledger, row)),
    }),
  ];
}

/** The last observation that was carried out whole, provided that it began after the last change of code. */
function lastWatch(steps: readonly StepRun[]): number {
  const watched = steps.findLastIndex(({ kind, outcome }) => kind === 'observe' && outcome === 'done');
  const from = steps[watched]?.from ?? 0;
  return steps.some((step) => CHANGES.includes(step.kind) && (step.from ?? 0) > from) ? -1 : watched;
}

function upgraded({ plan, events }: Context): boolean {
  return releasesOf({ plan, events }).every(({ service, after }) => after === (plan.releases[service] ?? plan).to);
}
