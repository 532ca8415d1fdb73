import { servicesOf } from '../../journal/index.ts';
import { expectedRequests, type Plan } from '../../plan/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { LEAST_BASELINE, LEAST_EXPECTED, LEAST_PER_STAGE, LEAST_SENT_SHARE } from '../limits.ts';
import { NOT_SENT, STOPPED, trafficSpan, wasSent } from '../measure/index.ts';
import { list, plural } from '../wording.ts';

/** Enough was asked, all the time: a quiet run proves nothing. */
export function loadFloor(context: Context): Assumption {
  const thin = thinSeconds(context);
  const baseline = baselineAnswers(context);
  const unwatched = quietStages(context);
  const faults = [
    ...(thin.length > 0
      ? [
          `less than ${LEAST_SENT_SHARE * 100} % was sent in ${plural(thin.length, 'second')}, first in second ${thin[0]}`,
        ]
      : []),
    ...(baseline < LEAST_BASELINE
      ? [`only ${plural(baseline, 'good answer')} before the upgrade (needed ${LEAST_BASELINE})`]
      : []),
    ...unwatched.map(
      ({ id, requests }) => `only ${plural(requests, 'request')} in stage ${id} (needed ${LEAST_PER_STAGE})`,
    ),
  ];
  return {
    name: 'load-floor',
    title: 'There was enough load, all the time',
    holds: faults.length === 0,
    detail:
      faults.length === 0
        ? `At least ${LEAST_SENT_SHARE * 100} % of every second's requests were sent, ${plural(baseline, 'good answer')} came before the upgrade, and no stage that was long enough for them had fewer than ${LEAST_PER_STAGE} requests.`
        : `${list(faults)}.`,
    fix: 'Offer a higher rate or watch for longer; if requests were held back, see why so many were outstanding.',
  };
}

/** Full seconds, of the run's clock, in which too much of what was intended was not sent. */
function thinSeconds({ ledger }: Context): number[] {
  const span = trafficSpan(ledger);
  if (!span) return [];
  const first = Math.ceil(span.from / 1_000_000);
  const end = Math.floor(span.to / 1_000_000);
  const intended = new Uint32Array(Math.max(0, end - first));
  const sent = new Uint32Array(intended.length);
  for (let row = 0; row < ledger.count; row++) {
    // What was given up because the run ended is no hole in the load.
    if (ledger.failure[row] === STOPPED) continue;
    const second = Math.floor(ledger.intended[row]! / 1_000_000) - first;
    intended[second]!++;
    if (ledger.outcome[row] !== NOT_SENT && wasSent(ledger, row)) sent[second]!++;
  }
  return [...intended.keys()]
    .filter((second) => sent[second]! < LEAST_SENT_SHARE * intended[second]!)
    .map((second) => second + first);
}

function baselineAnswers(context: Context): number {
  const accounts = context.accounts().steps;
  return context.steps.reduce(
    (sum, { kind, params }, index) => sum + (kind === 'observe' && params.why === 'baseline' ? accounts[index]!.ok : 0),
    0,
  );
}

function quietStages(context: Context): { id: string; requests: number }[] {
  const accounts = context.accounts().steps;
  return context.plan.stages.flatMap((stage) => {
    const begun = [...context.steps.keys()].filter((index) => {
      const step = context.steps[index]!;
      return step.stage === stage.id && step.from !== null;
    });
    const requests = begun.reduce((sum, index) => sum + sentIn(accounts[index]!), 0);
    const enough = requests >= LEAST_PER_STAGE || (!changesSides(stage, context) && isBrief(begun, context));
    return begun.length === 0 || enough ? [] : [{ id: stage.id, requests }];
  });
}

/** Users are sent elsewhere, or lose a server: however brief, this must have been watched. */
function changesSides({ steps }: Plan['stages'][number], { plan }: Context): boolean {
  return steps.some(
    ({ act: { kind, params } }) =>
      ['drain', 'rejoin', 'crossover'].includes(kind) ||
      (['stop', 'shut-down'].includes(kind) && servicesOf({ params }).some((service) => service in plan.members)),
  );
}

/** Over before enough requests can be expected to come; the seconds around it are held to the floor all the same. */
function isBrief(begun: readonly number[], { steps, plan, ledger }: Context): boolean {
  const second = (t: number) => (t - (ledger.intended[0] ?? 0)) / 1e6;
  const expected = begun.reduce((sum, index) => {
    const { from, to } = steps[index]!;
    return sum + expectedRequests(plan, second(from ?? 0), second(to ?? from ?? 0));
  }, 0);
  return expected < LEAST_EXPECTED;
}

const sentIn = ({ intended, notSent }: { intended: number; notSent: number }): number => intended - notSent;
