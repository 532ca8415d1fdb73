import type { AccessLog } from '../../access/index.ts';
import type { Row } from './ledger.ts';
import { SERVICE } from './plan.ts';

/** One line of a load balancer's log, as a test writes it down. What it leaves out is a good answer after 2 ms. */
export interface Line {
  readonly sequence: number;
  readonly at?: number;
  readonly status?: number;
  readonly balancer?: string;
  readonly backend?: string;
  readonly server?: string;
  readonly termination?: string;
  readonly retries?: number;
  readonly redispatched?: boolean;
  readonly queued?: number;
}

export const NO_SERVER = '<NOSRV>';

/** The lines that HAProxy would have written for these rows, in the order of their ends. */
export function linesOf(rows: readonly Row[]): Line[] {
  const written = [...rows.entries()].filter(([, { sent, outcome }]) => sent !== null && outcome !== 'not-sent');
  return written
    .sort(([, a], [, b]) => a.intended + (a.end ?? 0) - b.intended - (b.end ?? 0))
    .map(([index, row]) => ({
      sequence: row.sequence ?? index,
      at: Math.floor((row.intended + (row.sent ?? 100)) / 1_000) * 1_000,
      status: row.status === undefined ? 200 : (row.status ?? 0),
      server: row.server ?? NO_SERVER,
      termination: row.failure === 'status' && !row.server ? 'SC--' : '----',
    }));
}

export function accessOf(lines: readonly Line[], others: AccessLog['others'] = {}): AccessLog {
  const balancers = distinct(lines, ({ balancer = 'lb1' }) => balancer);
  const backends = distinct(lines, ({ backend = SERVICE }) => backend);
  const servers = distinct(lines, ({ server = NO_SERVER }) => server);
  const terminations = distinct(lines, ({ termination = '----' }) => termination);
  return {
    count: lines.length,
    sequence: Uint32Array.from(lines, ({ sequence }) => sequence),
    at: Float64Array.from(lines, ({ at = 0 }) => at),
    status: Uint16Array.from(lines, ({ status = 200 }) => status),
    balancer: Uint8Array.from(lines, ({ balancer = 'lb1' }) => balancers.indexOf(balancer)),
    backend: Uint8Array.from(lines, ({ backend = SERVICE }) => backends.indexOf(backend)),
    server: Uint8Array.from(lines, ({ server = NO_SERVER }) => servers.indexOf(server)),
    termination: Uint8Array.from(lines, ({ termination = '----' }) => terminations.indexOf(termination)),
    retries: Uint8Array.from(lines, ({ retries = 0 }) => retries),
    redispatched: Uint8Array.from(lines, ({ redispatched = false }) => Number(redispatched)),
    queued: Int32Array.from(lines, ({ queued = 0 }) => queued),
    names: { balancers, backends, servers, terminations },
    others,
    unread: 0,
  };
}

const distinct = (lines: readonly Line[], nameOf: (line: Line) => string): string[] => [...new Set(lines.map(nameOf))];
