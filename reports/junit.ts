import type { Assumption, Check, Finding, Judgement, StepAccount } from '../harness/judge/index.ts';
import { FINDING_CLASSES, standingOf } from '../harness/judge/index.ts';
import { type About, type Case, junit, type Suite } from './junit-xml.ts';
import { count, duration, moment, share, shellLine } from './words/index.ts';

const assumption = ({ title, holds, detail, fix }: Assumption): Case => ({
  name: title,
  output: detail,
  ...(holds ? {} : { result: { tag: 'error', message: detail, text: `${detail}\nMend it: ${fix}` } }),
});

const step = (account: StepAccount): Case => {
  const { step: id, title, from, to, outcome, intended, ok, failed, unknown, notSent } = account;
  const output = `${intended} requests: ${ok} fine, ${failed} failed, ${unknown} unknown, ${notSent} not sent; p99 ${duration(account.latencyMs?.p99)}`;
  const named: Case = { name: `${id} ${title}`, seconds: to === null ? 0 : (to - from) / 1e6, output };
  if (outcome === 'done') return named;
  const tag = outcome === 'not-run' ? 'skipped' : 'error';
  return {
    ...named,
    result: { tag, message: `the step was ${outcome === 'not-run' ? 'not run' : outcome}`, text: output },
  };
};

/** As it was after the upgrade; what failed before as well is no failure of the upgrade. */
const check = (made: Check): Case => {
  const { name, file, before, during, after, error, skipped, advice, milliseconds } = made;
  const meanwhile = during === null ? '' : ` ${during} meanwhile,`;
  const told = `${file}: ${before ?? 'not made'} before,${meanwhile} ${after ?? 'not made'} after`;
  const text = [told, ...advice].join('\n');
  const named: Case = { name, seconds: milliseconds / 1000, output: text };
  const leftOut = (message: string): Case => ({ ...named, result: { tag: 'skipped', message, text } });
  switch (standingOf(made)) {
    case 'worse':
      return { ...named, result: { tag: 'failure', message: error ?? '', text: `${text}\n${error ?? ''}` } };
    case 'failing':
      return leftOut(`it failed before the upgrade too: ${error ?? ''}`);
    case 'gone':
      return leftOut('not made after the upgrade');
    case 'skipped':
      return leftOut(skipped ?? '');
    default:
      return named;
  }
};

const place = ({ step: id, node, service, from, to, count: cases }: Finding): string =>
  [
    id !== null && `step ${id}`,
    node !== null && `node ${node}`,
    service !== null && `service ${service}`,
    from !== null && `from ${moment(from)}`,
    to !== null && `to ${moment(to)}`,
    `${count(cases)} cases`,
  ]
    .filter((part) => part !== false)
    .join(', ');

const finding = (each: Finding): Case => {
  const text = `${each.detail}\n${place(each)}`;
  const named: Case = { name: `${each.class}: ${each.title}` };
  if (each.severity === 'inform') return { ...named, output: text };
  return { ...named, result: { tag: 'failure', message: each.title, text } };
};

// A rule that could not be applied has not found "none": its assumption is broken, and the case is skipped.
const quiet = (kind: string, { assumptions }: Judgement): Case => {
  const judged = assumptions.every(({ name, holds }) => holds || name !== `rule-${kind}`);
  if (judged) return { name: `${kind}: none` };
  return { name: kind, result: { tag: 'skipped', message: 'the rule could not be applied', text: '' } };
};

const findings = (judgement: Judgement): readonly Case[] => {
  const found = new Set(judgement.findings.map((each) => each.class));
  const others = FINDING_CLASSES.filter((kind) => !found.has(kind));
  return [...judgement.findings.map(finding), ...others.map((kind) => quiet(kind, judgement))];
};

const about = ({ verdict, ended, sentence, run, upgrade, proof }: Judgement): About => ({
  name: `unbroken ${upgrade.scenario}`,
  seconds: run.seconds,
  started: run.started,
  properties: {
    verdict,
    ended,
    sentence,
    run: run.name,
    command: shellLine(run.command),
    harness: run.harness,
    scenario: upgrade.scenario,
    from: upgrade.from,
    to: upgrade.to,
    order: upgrade.order,
    level: upgrade.level,
    seed: upgrade.seed,
    lab: `${upgrade.lab.kind} ${upgrade.lab.id}`,
    requests: proof.intended,
    failed: proof.failed,
    unknown: proof.unknown,
    errorBound95: share(proof.errorBound),
    detectableOutage: duration(proof.detectableMs),
  },
});

export const renderJunit = (judgement: Judgement): string => {
  const steps = judgement.steps.map(step);
  const checks = judgement.checks.map(check);
  const suites: readonly Suite[] = [
    { name: 'assumptions', seconds: 0, cases: judgement.assumptions.map(assumption) },
    { name: 'steps', seconds: steps.reduce((sum, { seconds = 0 }) => sum + seconds, 0), cases: steps },
    { name: 'checks', seconds: checks.reduce((sum, { seconds = 0 }) => sum + seconds, 0), cases: checks },
    { name: 'findings', seconds: 0, cases: findings(judgement) },
  ];
  return junit(suites, about(judgement));
};
