import type { Judgement, StepAccount } from '../../harness/judge/index.ts';
import { brief, count, duration, share } from '../words/index.ts';
import { compare } from './compare.ts';

/** The same for a terminal. */
export const comparisonText = (before: Judgement, after: Judgement): string => {
  const { steps, findings, unlike } = compare(before, after);
  const lines = [
    `before  ${before.run.name}: ${before.verdict}`,
    `after   ${after.run.name}: ${after.verdict}`,
    ...unlike.map((each) => `unlike  ${brief(each, 160)}`),
    '',
    ...columns([
      ['', 'before', 'after'],
      ['lasted', duration(before.run.seconds * 1000), duration(after.run.seconds * 1000)],
      ['requests', count(before.proof.intended), count(after.proof.intended)],
      ['failed', count(failed(before)), count(failed(after))],
      ['error rate at most', share(before.proof.errorBound), share(after.proof.errorBound)],
      ['p50', duration(before.proof.latencyMs?.p50), duration(after.proof.latencyMs?.p50)],
      ['p99', duration(before.proof.latencyMs?.p99), duration(after.proof.latencyMs?.p99)],
    ]),
    '',
    ...findings.new.map(({ title }) => `new     ${brief(title, 160)}`),
    ...findings.gone.map(({ title }) => `gone    ${brief(title, 160)}`),
    ...findings.kept.map(({ title }) => `still   ${brief(title, 160)}`),
    ...(findings.new.length + findings.gone.length + findings.kept.length > 0 ? [''] : []),
    ...columns([
      ['step', 'before', 'after', 'p99 before', 'after'],
      ...steps.map(({ title, before: one, after: other }) => [
        brief(title, 60),
        took(one),
        took(other),
        duration(one?.latencyMs?.p99),
        duration(other?.latencyMs?.p99),
      ]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
};

const failed = ({ proof }: Judgement): number => proof.failed + proof.unknown;

const took = (step: StepAccount | null): string =>
  duration(step && step.to !== null && step.outcome !== 'not-run' ? (step.to - step.from) / 1000 : null);

/** The first column to the left, figures to the right. */
const columns = (rows: readonly (readonly string[])[]): string[] => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  '),
  );
};
