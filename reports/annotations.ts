import type { Judgement } from '../harness/judge/index.ts';
import { brief } from './words/index.ts';

/** Lines that GitHub Actions shows on the job's page. It takes ten of a kind for a step. */
const MOST = 10;

export const renderAnnotations = ({ findings, assumptions }: Judgement): string =>
  [
    ...findings
      .filter(({ severity }) => severity === 'refuse')
      .map(({ title, detail, step }) => annotation('error', step === null ? title : `step ${step}: ${title}`, detail))
      .slice(0, MOST),
    ...assumptions
      .filter(({ holds }) => !holds)
      .map(({ title, detail, fix }) => annotation('warning', `not proved: ${title}`, `${detail} ${fix}`))
      .slice(0, MOST),
  ].join('');

const annotation = (kind: 'error' | 'warning', title: string, text: string): string =>
  `::${kind} title=${property(brief(title, 200))}::${data(brief(text, 1000))}\n`;

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
