import { type Judgement, VERDICTS } from '../harness/judge/index.ts';

type Labels = Readonly<Record<string, string>>;

interface Sample {
  readonly labels?: Labels;
  readonly value: number | null | undefined;
}

/** The result as OpenMetrics text, for a node exporter's text files or a push gateway. */
export const renderMetrics = (judgement: Judgement): string => {
  const { proof, run, upgrade, verdict, steps, findings, assumptions } = judgement;
  const families = [
    gauge(
      'verdict',
      'Which verdict the run got: 1 for the one, 0 for the others',
      '',
      VERDICTS.map((one) => ({ labels: { verdict: one }, value: one === verdict ? 1 : 0 })),
    ),
    gauge('run_started_timestamp_seconds', 'When the run began', 'seconds', [{ value: seconds(run.started) }]),
    gauge('run_duration_seconds', 'How long the run lasted', 'seconds', [{ value: run.seconds }]),
    gauge('requests', 'Requests by what became of them', '', [
      { labels: { outcome: 'ok' }, value: proof.ok },
      { labels: { outcome: 'failed' }, value: proof.failed },
      { labels: { outcome: 'unknown' }, value: proof.unknown },
      { labels: { outcome: 'not-sent' }, value: proof.notSent },
    ]),
    gauge('error_ratio_bound', 'With 95 % certainty the share of failing requests is at most this', '', [
      { value: proof.errorBound },
    ]),
    gauge('detectable_outage_seconds', 'An outage of this length would have been seen with 95 % certainty', 'seconds', [
      { value: proof.detectableMs / 1000 },
    ]),
    gauge('latency_seconds', 'Latency of good answers from their intended start', 'seconds', [
      { labels: { quantile: '0.5' }, value: thousandth(proof.latencyMs?.p50) },
      { labels: { quantile: '0.99' }, value: thousandth(proof.latencyMs?.p99) },
      { labels: { quantile: '0.999' }, value: thousandth(proof.latencyMs?.p999) },
      { labels: { quantile: '1' }, value: thousandth(proof.latencyMs?.max) },
    ]),
    gauge(
      'version_order_violations',
      'Pairs of answers in which the version went back, by level',
      '',
      Object.entries(proof.versionOrder).map(([level, { violations }]) => ({ labels: { level }, value: violations })),
    ),
    gauge('balancer_retries', 'Attempts that load balancers repeated, so that no client saw them', '', [
      { value: proof.absorbed?.retries },
    ]),
    gauge(
      'findings',
      'Findings by severity',
      '',
      (['refuse', 'inform'] as const).map((severity) => ({
        labels: { severity },
        value: findings.filter((each) => each.severity === severity).length,
      })),
    ),
    gauge('assumptions_broken', 'Conditions of a valid experiment that did not hold', '', [
      { value: assumptions.filter(({ holds }) => !holds).length },
    ]),
    gauge(
      'step_duration_seconds',
      'How long each step took',
      'seconds',
      steps.map(({ step, title, from, to, outcome }) => ({
        labels: { step, title },
        value: outcome === 'not-run' || to === null ? null : (to - from) / 1e6,
      })),
    ),
  ];
  const common = {
    scenario: upgrade.scenario,
    order: upgrade.order,
    from: upgrade.from,
    to: upgrade.to,
    lab: upgrade.lab.kind,
  };
  return `${families.map((family) => family(common)).join('')}# EOF\n`;
};

const gauge =
  (name: string, help: string, unit: '' | 'seconds', samples: readonly Sample[]) =>
  (common: Labels): string => {
    const lines = samples.flatMap(({ labels = {}, value }) =>
      value === null || value === undefined ? [] : [`unbroken_${name}${written({ ...common, ...labels })} ${value}\n`],
    );
    if (lines.length === 0) return '';
    const head = [
      `# TYPE unbroken_${name} gauge`,
      ...(unit === '' ? [] : [`# UNIT unbroken_${name} ${unit}`]),
      `# HELP unbroken_${name} ${help}.`,
    ];
    return `${head.join('\n')}\n${lines.join('')}`;
  };

const written = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([name, value]) => `${name}="${escaped(value)}"`)
    .join(',')}}`;

const escaped = (text: string): string =>
  text.toWellFormed().replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');

const thousandth = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined ? null : ms / 1000;

const seconds = (started: string): number | null => {
  const at = Date.parse(started);
  return Number.isNaN(at) ? null : at / 1000;
};
