import type { Finding, Judgement, StepAccount } from '../../harness/judge/index.ts';

/** What changed from one run to another, as data. */
export interface Comparison {
  readonly before: Judgement;
  readonly after: Judgement;
  readonly steps: readonly StepChange[];
  readonly findings: {
    readonly new: readonly Finding[];
    readonly gone: readonly Finding[];
    readonly kept: readonly Finding[];
  };
  /** What the two runs differ in from the start, so that nobody compares what cannot be compared. */
  readonly unlike: readonly string[];
}

export interface StepChange {
  readonly title: string;
  readonly before: StepAccount | null;
  readonly after: StepAccount | null;
}

export const compare = (before: Judgement, after: Judgement): Comparison => ({
  before,
  after,
  steps: alignSteps(before.steps, after.steps),
  findings: compareFindings(before.findings, after.findings),
  unlike: unlikeness(before, after),
});

/** Steps with the same title belong together, the first to the first; the order is that of the later run. */
function alignSteps(before: readonly StepAccount[], after: readonly StepAccount[]): StepChange[] {
  const left = Map.groupBy(before, ({ title }) => title);
  const joined = after.map((step) => ({
    title: step.title,
    before: left.get(step.title)?.shift() ?? null,
    after: step,
  }));
  const rest = [...left.values()].flat().map((step) => ({ title: step.title, before: step, after: null }));
  return [...joined, ...rest];
}

/** A finding is the same when its class is, and whom it is about. */
const identity = (finding: Finding): string => JSON.stringify([finding.class, finding.service, finding.node]);

function compareFindings(before: readonly Finding[], after: readonly Finding[]): Comparison['findings'] {
  const had = new Set(before.map(identity));
  const has = new Set(after.map(identity));
  return {
    new: after.filter((finding) => !had.has(identity(finding))),
    gone: before.filter((finding) => !has.has(identity(finding))),
    kept: after.filter((finding) => had.has(identity(finding))),
  };
}

function unlikeness(before: Judgement, after: Judgement): string[] {
  const told: [string, (judgement: Judgement) => string][] = [
    ['scenario', ({ upgrade }) => upgrade.scenario],
    ['order', ({ upgrade }) => upgrade.order],
    ['releases', ({ upgrade }) => `${upgrade.from} → ${upgrade.to}`],
    ['kind of lab', ({ upgrade }) => upgrade.lab.kind],
    ['steps left out', ({ upgrade }) => upgrade.skipped.join(', ') || 'none'],
    ['load balancers', ({ balancers }) => balancers.map(({ version }) => version).join(', ')],
    ['seed', ({ upgrade }) => String(upgrade.seed)],
    ['build', ({ run }) => run.harness],
  ];
  return told.flatMap(([what, of]) =>
    of(before) === of(after) ? [] : [`${what}: ${of(before)} before, ${of(after)} after`],
  );
}
