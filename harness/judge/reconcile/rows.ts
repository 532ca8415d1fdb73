import { FAILURES, type FailureClass, type Ledger, NEVER } from '../../../traffic/ledger/index.ts';
import type { AccessLog } from '../../access/index.ts';
import { EXHIBITS, KEPT_MS } from '../limits.ts';
import { begun, ended, isWhole, NOT_SENT } from '../measure/index.ts';
import type { Break } from '../timeline/index.ts';
import type { Matching } from './match.ts';

/** How a row and its line can disagree. */
export type Disagreement =
  | 'never-connected'
  | 'silent-close'
  | 'given-up'
  | 'given-up-untold'
  | 'answer-broken'
  | 'unkept'
  | 'line-missing'
  | 'status-differs'
  | 'server-differs'
  | 'answer-lost'
  | 'not-sent-but-logged';

export interface Bucket {
  count: number;
  /** The first ones. */
  readonly rows: number[];
}

const [TIMEOUT, STOPPED] = indexes('timeout', 'stopped');
const HUNG_UP = new Set(indexes('closed', 'closed-reused', 'reset'));

export function compareRows(
  ledger: Ledger,
  access: AccessLog,
  { lineOf }: Matching,
  breaks: readonly Break[] = [],
): ReadonlyMap<Disagreement, Bucket> {
  const buckets = new Map<Disagreement, Bucket>();
  const normal = access.names.terminations.map((state) => state.startsWith('--'));
  const deaths = breaks.filter(({ died }) => died);
  const serverOf = ledger.names.servers.map((name) => access.names.servers.indexOf(name));
  for (let row = 0; row < ledger.count; row++) {
    const found = isWhole(ledger, row) ? wholeAgainst(row, lineOf[row]!) : brokenAgainst(row, lineOf[row]!);
    if (found !== null) note(buckets, found, row);
  }
  return buckets;

  function wholeAgainst(row: number, line: number): Disagreement | null {
    if (line === -1) return lineless(row);
    if (access.status[line] !== ledger.status[row]) return 'status-differs';
    const server = ledger.server[row]!;
    return server !== 0 && serverOf[server - 1] !== access.server[line] ? 'server-differs' : null;
  }

  function brokenAgainst(row: number, line: number): Disagreement | null {
    const failure = ledger.failure[row]!;
    if (ledger.connected[row] === NEVER || ledger.outcome[row] === NOT_SENT) {
      if (line !== -1) return 'not-sent-but-logged';
      return ledger.outcome[row] === NOT_SENT ? null : 'never-connected';
    }
    if (failure === TIMEOUT || failure === STOPPED) return line === -1 ? 'given-up-untold' : 'given-up';
    if (line === -1) return HUNG_UP.has(failure) && ledger.firstByte[row] === NEVER ? 'silent-close' : lineless(row);
    const whole = normal[access.termination[line]!] && access.status[line] !== 0;
    return whole ? 'answer-lost' : 'answer-broken';
  }

  /** Who keeps the log dies with the harness, and what was logged shortly before is kept by nobody. */
  function lineless(row: number): Disagreement {
    const died = deaths.some(({ from, to }) => ended(ledger, row) >= from - KEPT_MS * 1_000 && begun(ledger, row) < to);
    return died ? 'unkept' : 'line-missing';
  }
}

function note(buckets: Map<Disagreement, Bucket>, name: Disagreement, row: number): void {
  const bucket = buckets.get(name) ?? { count: 0, rows: [] };
  buckets.set(name, bucket);
  bucket.count++;
  if (bucket.rows.length < EXHIBITS) bucket.rows.push(row);
}

function indexes(...names: readonly FailureClass[]): number[] {
  return names.map((name) => FAILURES.indexOf(name));
}
