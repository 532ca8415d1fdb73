import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseLogLine } from '../../lab/index.ts';
import { sequenceOf } from '../../traffic/index.ts';
import type { AccessLog } from './columns.ts';
import { parseRemark } from './remark.ts';
import { AccessTable } from './table.ts';

export interface Run {
  /** Wall clock at the run's base, ms since 1970. */
  readonly began: number;
  readonly recorders: readonly Recorder[];
}

/** Whoever sent requests for the run. */
export interface Recorder {
  /** As its requests know it, whatever the run folder is called by now. */
  readonly name: string;
  /** Where its sequence numbers begin in the ledger. */
  readonly numbersFrom: number;
}

const NAME = /^haproxy-(.+)\.log$/;

/** What was kept of load balancers' logs, or null where nothing was. */
export function readAccess(folder: string, run: Run): AccessLog | null {
  const files = readdirSync(folder)
    .filter((file) => NAME.test(file))
    .sort();
  if (files.length === 0) return null;
  const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  const table = new AccessTable(run.began, bytes);
  for (const file of files) {
    const balancer = NAME.exec(file)![1]!;
    for (const line of linesOf(join(folder, file))) read(line, balancer, run, table);
  }
  return table.finish();
}

function read(text: string, balancer: string, run: Run, table: AccessTable): void {
  const remark = parseRemark(text);
  if (remark) {
    table.remark(balancer, remark);
    return;
  }
  const line = parseLogLine(text);
  if (line.kind === 'state') return;
  const sequence = line.kind === 'request' ? numberOf(line.captured[0]?.[0] ?? '', run.recorders) : undefined;
  if (line.kind === 'request' && sequence !== undefined) table.add(sequence, balancer, line);
  else table.remark(balancer, { others: {}, unread: 1 });
}

function numberOf(trace: string, recorders: readonly Recorder[]): number | undefined {
  for (const { name, numbersFrom } of recorders) {
    const sequence = sequenceOf(name, trace);
    if (sequence !== undefined) return numbersFrom + sequence;
  }
  return undefined;
}

const LONGEST_LINE = 65_536;

/** A million lines are too much for one text. */
function* linesOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    let half = '';
    for (let count = -1; count !== 0; ) {
      count = readSync(descriptor, chunk);
      const lines = (half + chunk.toString('latin1', 0, count)).split('\n');
      // HAProxy sends no longer one, so this is none: its end tells as much.
      half = lines.pop()!.slice(-LONGEST_LINE);
      yield* lines;
    }
    // A killed harness may leave half a last line.
  } finally {
    closeSync(descriptor);
  }
}
