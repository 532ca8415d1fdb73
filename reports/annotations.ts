import type { Judgement } from '../harness/judge/index.ts';
import { brief } from './words/index.ts';

/** Lines that GitHub Actions shows on the job's page. Of a step it takes ten errors and ten warnings, and drops the rest unsaid. */
const MOST = 10;

export const renderAnnotations = ({ findings, assumptions }: Judgement): string => {
  const errors = findings
    .filter(({ severity }) => severity === 'refuse')
    .map(({ title, detail, step }) => annotation('error', step === null ? title : `step ${step}: ${title}`, detail));
  const warnings = assumptions
    .filter(({ holds }) => !holds)
    .map(({ title, detail, fix }) => annotation('warning', `not proved: ${title}`, `${detail} ${fix}`));
  return [...fitting('error', errors), ...fitting('warning', warnings)].join('');
};

/** The last one that fits says how many do not. */
const fitting = (kind: Kind, lines: readonly string[]): readonly string[] => {
  if (lines.length <= MOST) return lines;
  const left = lines.length - (MOST - 1);
  const more = annotation(kind, `${left} more`, 'They are in the summary on this page and in report.html.');
  return [...lines.slice(0, MOST - 1), more];
};

type Kind = 'error' | 'warning';

const annotation = (kind: Kind, title: string, text: string): string =>
  `::${kind} title=${property(brief(title, 200))}::${data(brief(text, 1000))}\n`;

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
