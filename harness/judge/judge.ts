import { apply, type Results, thrown } from './apply.ts';
import { type Context, contextOf } from './context.ts';
import { brownOutsOf, stallsOf } from './disturbances.ts';
import type { Evidence } from './evidence.ts';
import { incidentsOf } from './incidents/index.ts';
import type { Judgement, StepAccount } from './judgement.ts';
import { known } from './known.ts';
import { CONFIDENCE } from './limits.ts';
import { coverageOf, differenceOf, latencyOf } from './measure/index.ts';
import { proofOf } from './proof.ts';
import { releasesOf } from './releases.ts';
import { RULES, type Rules } from './rules.ts';
import { explain, merge } from './verdict.ts';
import { ms } from './wording.ts';

/** The verdict on a run. The same evidence gives the same judgement, to the byte: no clock, no chance, no look outside. */
export function judge(evidence: Evidence, rules: Rules = RULES): Judgement {
  const context = contextOf(evidence);
  const results = apply(rules, context);
  const incidents = incidentsIn(context, results);
  const proof = proofOf(context);
  const { plan, ledger, events } = context;
  const start = events.of('run-started')[0];
  return {
    format: 1,
    verdict: merge(results),
    // A journal without an end is that of a harness that was killed.
    ended: events.of('run-ended').at(-1)?.ended ?? 'interrupted',
    sentence: explain(results, proof),
    run: {
      name: start?.run ?? '',
      started: start?.wall ?? '',
      seconds: Number((events.end / 1_000_000).toFixed(3)),
      harness: start?.harness ?? '',
      command: start?.command ?? [],
      planted: start?.planted ?? null,
      suite: start?.suite?.stamp ?? null,
    },
    upgrade: {
      scenario: plan.scenario,
      title: plan.title,
      order: plan.order,
      level: plan.level,
      seed: plan.seed,
      from: plan.from,
      to: plan.to,
      lab: start?.lab ?? { id: '', kind: '' },
      skipped: plan.skipped,
    },
    findings: results.findings,
    assumptions: results.assumptions,
    outages: [...context.outages().listed],
    serviceOutages: [...context.outages().services],
    brownOuts: brownOutsOf(context),
    stalls: stallsOf(context),
    reconciliation: known(() => context.reconciled().told, null),
    incidents,
    proof,
    releases: releasesOf(context),
    balancers: balancersOf(context),
    cycles: cyclesOf(context),
    companions: companionsOf(context),
    checks: context.checks(),
    coverage: coverageOf(ledger),
    steps: stepAccounts(context),
  };
}

/** What they group refuses by itself; but a judge that can't tell them has a fault, and does not certify. */
function incidentsIn(context: Context, { findings, assumptions }: Results): Judgement['incidents'] {
  try {
    return incidentsOf(context, findings);
  } catch (error) {
    assumptions.unshift(thrown('incidents', error));
    return [];
  }
}

function cyclesOf({ plan, events }: Context): Judgement['cycles'] {
  return plan.cycles.map((name) => {
    const its = events.of('cycle').filter(({ cycle }) => cycle === name);
    const good = its.filter(({ outcome }) => outcome === 'ok');
    const durations = Uint32Array.from(good, ({ t, started }) => t - started).sort();
    return { name, completed: good.length, failed: its.length - good.length, durationMs: latencyOf([durations]) };
  });
}

function companionsOf(context: Context): Judgement['companions'] {
  return context.companions().map(({ name, probes, gap }) => {
    const times = probes.flatMap((probe) => (probe.ms === null ? [] : [Math.round(probe.ms * 1000)]));
    return {
      name,
      probes: probes.length,
      failed: probes.filter(({ ok }) => !ok).length,
      longestGapMs: gap && ms(gap.length),
      latencyMs: latencyOf([Uint32Array.from(times).sort()]),
    };
  });
}

/** As they were last seen. */
function balancersOf({ events }: Context): Judgement['balancers'] {
  return [...Map.groupBy(events.of('balancer-instance'), ({ balancer }) => balancer)].map(([name, instances]) => {
    const { version, configHash } = instances.at(-1)!;
    return { name, version, configHash: configHash ?? null };
  });
}

function stepAccounts(context: Context): StepAccount[] {
  const accounts = context.accounts().steps;
  const baseline = context.baseline();
  return context.steps.map(({ id, title, from, to, outcome }, index) => {
    const { latencies, ...account } = accounts[index]!;
    const differences = [0.5, 0.99].map((share) => differenceOf(baseline, latencies, share, CONFIDENCE));
    const [p50, p99] = differences;
    const latencyChange = p50 && p99 ? { p50, p99 } : null;
    return { step: id, title, from: from ?? 0, to, outcome, ...account, latencyChange };
  });
}
