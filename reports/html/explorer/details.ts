import type { Evidence } from '../../../harness/judge/index.ts';
import { NEVER, OUTCOMES } from '../../../traffic/ledger/index.ts';
import { brief, counted, duration, moment } from '../../words/index.ts';

/** What is told of a request that was not fine beyond what is told of every one. */
export interface Detail {
  readonly sequence: number;
  /** µs since the start; null: it did not come so far. */
  readonly connected: number | null;
  readonly firstByte: number | null;
  readonly bytes: number;
  /** Which request on its connection. */
  readonly turn: number;
  /** What load balancers logged of it; empty where nothing was kept. */
  readonly log: readonly string[];
}

// Each failure has its mark and its row; who has more of them than this looks into the ledger itself.
const MOST = 20_000;

const lineText = (access: NonNullable<Evidence['access']>, line: number): string => {
  const { names } = access;
  const retries = access.retries[line]!;
  const queued = access.queued[line]!;
  return [
    `${brief(names.balancers[access.balancer[line]!] ?? '?', 60)} at ${moment(access.at[line])}`,
    `${brief(names.backends[access.backend[line]!] ?? '?', 60)}/${brief(names.servers[access.server[line]!] ?? '?', 60)}`,
    `status ${access.status[line] === 0 ? 'none' : access.status[line]}`,
    `ended ${brief(names.terminations[access.termination[line]!] ?? '?', 12)}`,
    retries === 0
      ? 'no retry'
      : counted(retries, 'retry', 'retries') + (access.redispatched[line] ? ', redispatched' : ''),
    queued < 0 ? 'never reached a server' : `waited ${duration(queued)} for a server`,
  ].join(' · ');
};

export const details = ({ ledger, access }: Evidence): readonly Detail[] => {
  const fine = OUTCOMES.indexOf('ok');
  const found = new Map<number, { row: number; log: string[] }>();
  for (let row = 0; row < ledger.count && found.size < MOST; row++)
    if (ledger.outcome[row] !== fine) found.set(ledger.sequence[row]!, { row, log: [] });
  for (let line = 0; access && found.size > 0 && line < access.count; line++)
    found.get(access.sequence[line]!)?.log.push(lineText(access, line));
  const at = (row: number, after: number): number | null => (after === NEVER ? null : ledger.intended[row]! + after);
  return [...found].map(([sequence, { row, log }]) => ({
    sequence,
    connected: at(row, ledger.connected[row]!),
    firstByte: at(row, ledger.firstByte[row]!),
    bytes: ledger.bytes[row]!,
    turn: ledger.turn[row]!,
    log,
  }));
};
