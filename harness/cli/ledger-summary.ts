import { damageText } from '../../traffic/ledger/index.ts';
import type { Summary, Tally } from '../rows/index.ts';
import { table } from './table.ts';

/** More than this are counted, not listed. */
const LISTED = 20;

export function summaryText(run: string, summary: Summary): string {
  const { rows, began, outcomes, by } = summary;
  const span = began ? `, begun from ${seconds(began.first)} to ${seconds(began.last)}` : '';
  return [
    `ledger of ${run}: ${count(rows)} rows${span}\n`,
    record(summary),
    '\n',
    numbers(
      ['outcome', 'failure', 'requests'],
      outcomes.map(({ outcome, failure, requests }) => [outcome, failure, count(requests)]),
    ),
    ...Object.entries(by).map(([kind, tallies]) => tallied(kind, tallies)),
  ].join('');
}

/** What the ledger says of itself. */
function record({ sealed, shards, intended, missing, damage }: Summary): string {
  const done = shards.filter((shard) => shard.sealed).length;
  const open = shards.filter((shard) => !shard.sealed).map(({ shard }) => shard);
  const absent = missing.reduce((sum, [from, to]) => sum + to - from, 0);
  return [
    `intended: ${sealed ? '' : 'at least '}${count(intended)}\n`,
    sealed
      ? `sealed: yes, ${done} of ${shards.length} shards\n`
      : `sealed: no, ${done} of ${shards.length} shards${open.length > 0 ? `; open: ${open.slice(0, LISTED).join(', ')}` : ''}; they are being written, or their writer was killed\n`,
    absent === 0 ? 'gaps: none\n' : `gaps: ${count(absent)} requests\n${listed(missing, gap)}`,
    damage.length === 0 ? 'damage: none\n' : `damage: ${count(damage.length)}\n${listed(damage, damageText)}`,
  ].join('');
}

function gap([from, to]: readonly [number, number]): string {
  return to - from === 1 ? `${from}` : `${from} to ${to - 1}`;
}

function listed<One>(all: readonly One[], text: (one: One) => string): string {
  const lines = all.slice(0, LISTED).map((one) => `  ${text(one)}\n`);
  return lines.join('') + (all.length > LISTED ? `  and ${count(all.length - LISTED)} more\n` : '');
}

function tallied(kind: string, tallies: readonly Tally[]): string {
  const rows = tallies.map(({ name, requests, ok, failed, unknown, notSent }) => [
    name,
    ...[requests, ok, failed, unknown, notSent].map(count),
  ]);
  return `\n${numbers([kind, 'requests', 'ok', 'failed', 'unknown', 'not-sent'], rows)}`;
}

/** Words to the left, numbers to the right. */
function numbers(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const isNumber = (column: number) => rows.every((row) => /^[\d,]+$/.test(row[column] ?? ''));
  return table(
    all.map((row) => row.map((text, column) => (isNumber(column) ? text.padStart(widths[column] ?? 0) : text))),
  );
}

const count = (value: number): string => value.toLocaleString('en-US');
const seconds = (moment: number): string => `${(moment / 1e6).toFixed(3)} s`;
