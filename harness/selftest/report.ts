import type { Stamp } from '../journal/index.ts';
import { wording } from './compare.ts';
import type { Expectation } from './fault.ts';
import type { Trial } from './trial.ts';

export interface SelftestResult {
  readonly format: 1;
  readonly started: string;
  readonly seconds: number;
  readonly jobs: number;
  readonly stamp: Stamp;
  readonly passed: number;
  readonly failed: number;
  readonly trials: readonly Trial[];
}

/** Each trial in one line, while they are made. */
export function lineOf({ name, verdict, found, delayMs, seconds, problems }: Trial): string {
  const mark = problems.length === 0 ? '✓' : '✗';
  const what = `${verdict ?? 'no verdict'}${found.length > 0 ? `: ${found.join(', ')}` : ''}`;
  const after = delayMs === null ? '' : ` after ${delayMs} ms`;
  const wrong = problems.map((problem) => `\n    ${problem}`).join('');
  return `${mark} ${name.padEnd(28)} ${what}${after} (${seconds} s)${wrong}`;
}

export const HEADINGS = ['fault', 'where', 'expected', 'found', 'delay', 'result'] as const;

export function rowOf({ name, where, expected, verdict, found, delayMs, problems }: Trial): string[] {
  return [
    name,
    where,
    told(expected),
    `${verdict ?? 'no verdict'}${found.length > 0 ? `: ${found.join(', ')}` : ''}`,
    delayMs === null ? '–' : `${delayMs} ms`,
    problems.length === 0 ? 'as expected' : problems.join('; '),
  ];
}

export function told({ verdict, findings = [], broken = [], reconciled = [] }: Expectation): string {
  const what = [...findings.map(wording), ...broken, ...reconciled.map((name) => `${name} (difference)`)];
  return what.length > 0 ? `${verdict}: ${what.join(', ')}` : verdict;
}

export function renderSelftest({ stamp, passed, failed, seconds, jobs, started, trials }: SelftestResult): string {
  const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    '# Planted faults',
    '',
    `${passed} as expected, ${failed} not; ${seconds} s with ${jobs} at a time, begun ${started}.`,
    `Build ${stamp.build}, HAProxy ${stamp.haproxy}, configuration ${stamp.configuration}.`,
    '',
    cells([...HEADINGS, 'reproduce']),
    cells([...HEADINGS, ''].map(() => '---')),
    ...trials.map((trial) => cells([...rowOf(trial), `\`${trial.command}\``])),
    '',
  ].join('\n');
}
