import { type Judgement, VERDICTS } from '../../harness/judge/index.ts';
import { seconds, thousandth } from './amounts.ts';
import {
  assumptionsBroken,
  balancerRetries,
  detectableOutage,
  errorBound,
  findings as findingsBySeverity,
  latency,
  orderViolations,
  requests,
  runDuration,
  runStarted,
  stepDuration,
  verdict as verdictGiven,
} from './definitions.ts';
import { exposition } from './family.ts';

/** The result as OpenMetrics text, for a node exporter's text files or a push gateway. */
export const renderMetrics = (judgement: Judgement): string => {
  const { proof, run, upgrade, verdict, steps, findings, assumptions } = judgement;
  const families = [
    verdictGiven(VERDICTS.map((one) => ({ labels: { verdict: one }, value: one === verdict ? 1 : 0 }))),
    runStarted([{ value: seconds(run.started) }]),
    runDuration([{ value: run.seconds }]),
    requests([
      { labels: { outcome: 'ok' }, value: proof.ok },
      { labels: { outcome: 'failed' }, value: proof.failed },
      { labels: { outcome: 'unknown' }, value: proof.unknown },
      { labels: { outcome: 'not-sent' }, value: proof.notSent },
    ]),
    errorBound([{ value: proof.errorBound }]),
    detectableOutage([{ value: proof.detectableMs / 1000 }]),
    latency([
      { labels: { quantile: '0.5' }, value: thousandth(proof.latencyMs?.p50) },
      { labels: { quantile: '0.99' }, value: thousandth(proof.latencyMs?.p99) },
      { labels: { quantile: '0.999' }, value: thousandth(proof.latencyMs?.p999) },
      { labels: { quantile: '1' }, value: thousandth(proof.latencyMs?.max) },
    ]),
    orderViolations(
      Object.entries(proof.versionOrder).map(([level, { violations }]) => ({ labels: { level }, value: violations })),
    ),
    balancerRetries([{ value: proof.absorbed?.retries }]),
    findingsBySeverity(
      (['refuse', 'inform'] as const).map((severity) => ({
        labels: { severity },
        value: findings.filter((each) => each.severity === severity).length,
      })),
    ),
    assumptionsBroken([{ value: assumptions.filter(({ holds }) => !holds).length }]),
    stepDuration(
      steps.map(({ step, title, from, to, outcome }) => ({
        labels: { step, title },
        value: outcome === 'not-run' || to === null ? null : (to - from) / 1e6,
      })),
    ),
  ];
  return exposition(families, {
    scenario: upgrade.scenario,
    order: upgrade.order,
    from: upgrade.from,
    to: upgrade.to,
    lab: upgrade.lab.kind,
  });
};
