import type { Result } from './line.ts';
import type { Machine } from './machine.ts';

const HEADS = ['what', 'measured', 'peers', 'ratio', 'must', 'met'] as const;

/** For a terminal. */
export function textTable(results: readonly Result[]): string {
  const rows = [HEADS, ...results.map(cells)];
  const widths = HEADS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

export function markdownTable(results: readonly Result[]): string {
  const row = (columns: readonly string[]) => `| ${columns.join(' | ')} |`;
  return `${[row(HEADS), row(HEADS.map(() => '---')), ...results.map((result) => row(cells(result)))].join('\n')}\n`;
}

export function markdownMachine(machine: Machine): string {
  return `${Object.entries(machine)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n')}\n`;
}

function cells({ what, measured, peers, ratio, must, met }: Result): readonly string[] {
  return [what, measured, peers, ratio, must, met === null ? '' : met ? 'yes' : 'no'];
}
