import type { Stamp } from '../journal/index.ts';
import { wording } from './compare.ts';
import type { Expectation } from './fault.ts';
import type { Trial } from './trial.ts';

export interface SelftestResult {
  readonly format: 1;
  readonly started: string;
  readonly seconds: number;
  readonly jobs: number;
  /** How many processes kept a core busy meanwhile. */
  readonly hogs: number;
  readonly stamp: Stamp;
  readonly passed: number;
  readonly failed: number;
  /** For which this machine is no place. */
  readonly unplantable: number;
  readonly trials: readonly Trial[];
}

/** Each trial in one line, while they are made. */
export function lineOf({ name, verdict, found, delayMs, seconds, problems, unplantable }: Trial): string {
  if (unplantable !== undefined) return `– ${name.padEnd(28)} not plantable here: ${unplantable}`;
  const mark = problems.length === 0 ? '✓' : '✗';
  const what = `${verdict ?? 'no verdict'}${found.length > 0 ? `: ${found.join(', ')}` : ''}`;
  const after = delayMs === null ? '' : ` after ${delayMs} ms`;
  const wrong = problems.map((problem) => `\n    ${problem}`).join('');
  return `${mark} ${name.padEnd(28)} ${what}${after} (${seconds} s)${wrong}`;
}

export const HEADINGS = ['fault', 'where', 'expected', 'found', 'delay', 'result'] as const;

export function rowOf({ name, where, expected, verdict, found, delayMs, problems, unplantable }: Trial): string[] {
  if (unplantable !== undefined) return [name, where, told(expected), '–', '–', `not plantable here: ${unplantable}`];
  return [
    name,
    where,
    told(expected),
    `${verdict ?? 'no verdict'}${found.length > 0 ? `: ${found.join(', ')}` : ''}`,
    delayMs === null ? '–' : `${delayMs} ms`,
    problems.length === 0 ? 'as expected' : problems.join('; '),
  ];
}

export function told({ verdict, orElse, says, findings = [], broken = [], reconciled = [] }: Expectation): string {
  const what = [
    ...(says ? [says] : []),
    ...findings.map(wording),
    ...broken,
    ...reconciled.map((name) => `${name} (difference)`),
  ];
  const wanted = orElse ? `${verdict} or ${orElse}` : verdict;
  return what.length > 0 ? `${wanted}: ${what.join(', ')}` : wanted;
}

export function summed({ passed, failed, unplantable }: SelftestResult): string {
  return `${passed} as expected, ${failed} not${unplantable > 0 ? `, ${unplantable} not plantable here` : ''}`;
}

export function renderSelftest(result: SelftestResult): string {
  const { stamp, seconds, jobs, hogs, started, trials } = result;
  const cells = (row: readonly string[]) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [
    '# Planted faults',
    '',
    `${summed(result)}; ${seconds} s with ${jobs} at a time${hogs > 0 ? ` beside ${hogs} that kept a core busy` : ''}, begun ${started}.`,
    `Build ${stamp.build}, HAProxy ${stamp.haproxy}, configuration ${stamp.configuration}.`,
    '',
    cells([...HEADINGS, 'reproduce']),
    cells([...HEADINGS, ''].map(() => '---')),
    ...trials.map((trial) => cells([...rowOf(trial), `\`${trial.command}\``])),
    '',
  ].join('\n');
}
