import type { Finding, Judgement, Outage, StepAccount } from '../harness/judge/index.ts';
import { brief, counted, duration } from './words/index.ts';

/** What Grafana's annotations HTTP API takes, one object a call. */
export interface GrafanaAnnotation {
  /** Milliseconds since 1970; whole, as the API wants them. */
  readonly time: number;
  readonly timeEnd: number;
  readonly tags: readonly string[];
  readonly text: string;
}

const TEXT_LIMIT = 1_000;
/** Grafana keeps a tag in a column of a hundred characters. */
const TAG_LIMIT = 100;

/** Steps, outages of services and findings on the wall clock, the earliest first. */
export const grafanaAnnotations = (judgement: Judgement): readonly GrafanaAnnotation[] => {
  const { run, upgrade, verdict, steps, serviceOutages, findings } = judgement;
  const began = Date.parse(run.started);
  if (Number.isNaN(began)) return [];
  const common = ['unbroken', `scenario:${upgrade.scenario}`, `run:${run.name}`];
  const annotation = (span: Span, tags: readonly (string | false)[], text: string): GrafanaAnnotation => ({
    time: Math.floor(began + span.from / 1000),
    timeEnd: Math.ceil(began + (span.to ?? span.from) / 1000),
    tags: [...common, ...tags.filter((tag) => tag !== false)].map((tag) => brief(tag, TAG_LIMIT)),
    text: brief(text, TEXT_LIMIT),
  });
  const whole = { from: 0, to: run.seconds * 1e6 };
  return [
    annotation(whole, ['upgrade', `verdict:${verdict}`], judgement.sentence),
    ...steps.filter(taken).map((step) => annotation(step, ['step', `outcome:${step.outcome}`], stepText(step))),
    ...serviceOutages.map((outage) => annotation(outage, ['outage', `service:${outage.service}`], outageText(outage))),
    ...findings.flatMap((finding) => {
      const { from, to, class: kind, severity, node } = finding;
      if (from === null) return [];
      const tags = ['finding', `class:${kind}`, `severity:${severity}`, node !== null && `node:${node}`];
      return [annotation({ from, to }, tags, findingText(finding))];
    }),
  ].toSorted((a, b) => a.time - b.time);
};

export const renderGrafana = (judgement: Judgement): string =>
  `${JSON.stringify(grafanaAnnotations(judgement), null, 2)}\n`;

interface Span {
  readonly from: number;
  readonly to: number | null;
}

const taken = ({ outcome }: StepAccount): boolean => outcome !== 'not-run';

const stepText = ({ step, title, intended, failed, unknown }: StepAccount): string =>
  `${step} ${title}: ${counted(intended, 'request')}, ${failed + unknown} of them failed`;

const outageText = ({ service, lowerMs, failed }: Omit<Outage, 'operation' | 'lane'>): string =>
  `Nothing of ${service} succeeded for at least ${duration(lowerMs)}: ${counted(failed, 'request')} failed`;

const findingText = ({ title, detail }: Finding): string => `${title}. ${detail}`;
