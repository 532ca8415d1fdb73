import { parseLogLine, renderHttpLine } from '../../lab/index.ts';
import { sequenceOf } from '../../traffic/index.ts';
import type { Remark } from './remark.ts';

export interface Sifted {
  /** What goes into the run folder. */
  readonly kept: readonly string[];
  /** How many of them are about requests of this run's recorder. */
  readonly own: number;
  /** What is counted instead. */
  readonly remark: Remark;
}

/**
 * Of all that a load balancer logged: lines of this run's requests, and what it says of servers and itself. What others
 * asked for is none of our evidence and may hold secrets: it is counted. For the same reason a kept line has no path, no
 * cookie and no captured header but the one that it was known by; the ledger tells the operation.
 */
export function sift(lines: readonly string[], run: string): Sifted {
  const kept: string[] = [];
  const others = new Map<string, number>();
  let own = 0;
  let unread = 0;
  for (const text of lines) {
    const line = parseLogLine(text);
    if (line.kind === 'state') kept.push(text);
    else if (line.kind === 'lost') unread += line.lines;
    else if (line.kind === 'unreadable') unread += 1;
    else {
      const trace = line.captured.flat().find((value) => sequenceOf(run, value) !== undefined);
      if (trace === undefined) others.set(line.frontend, (others.get(line.frontend) ?? 0) + 1);
      else {
        own += 1;
        kept.push(
          `${line.syslog} ${renderHttpLine({ ...line, captured: [[trace]], request: methodOf(line.request) })}`,
        );
      }
    }
  }
  return { kept, own, remark: { others: Object.fromEntries(others), unread } };
}

function methodOf(request: string): string {
  return /^[A-Z]{1,20}(?= )/.exec(request)?.[0] ?? '';
}
