import { FAILURES, formatVersion, type Ledger, NEVER, OUTCOMES } from '../../traffic/ledger/index.ts';

/**
 * The columns under which rows are shown and exported, with names resolved. Moments are µs since the run's start, spans are
 * µs; `wall` is µs since 1970. What never was is null.
 */
export interface Column {
  readonly name: string;
  readonly kind: 'text' | 'small' | 'count' | 'moment' | 'span' | 'wall';
  readonly nullable: boolean;
  value(ledger: Ledger, row: number): string | number | null;
}

type Value = Column['value'];

const always = (name: string, kind: Column['kind'], value: Value): Column => ({ name, kind, nullable: false, value });
const maybe = (name: string, kind: Column['kind'], value: Value): Column => ({ name, kind, nullable: true, value });

type Times = 'sent' | 'connected' | 'firstByte' | 'end';

function moment(ledger: Ledger, column: Times, row: number): number | null {
  const after = ledger[column][row]!;
  return after === NEVER ? null : ledger.intended[row]! + after;
}

const orNull = (value: number): number | null => (value === 0 ? null : value);

function versionOf({ names, version }: Ledger, row: number): string | null {
  const found = names.versions[version[row]! - 1];
  return found ? formatVersion(found) : null;
}

export const COLUMNS: readonly Column[] = [
  always('sequence', 'count', ({ sequence }, row) => sequence[row]!),
  always('service', 'text', ({ names, operation }, row) => names.services[operation[row]!] ?? ''),
  always('operation', 'text', ({ names, operation }, row) => names.operations[operation[row]!] ?? ''),
  always('lane', 'text', ({ names, lane }, row) => names.lanes[lane[row]!] ?? ''),
  always('session', 'small', ({ session }, row) => session[row]!),
  maybe('connection', 'count', ({ connection }, row) => orNull(connection[row]!)),
  maybe('turn', 'small', ({ turn }, row) => orNull(turn[row]!)),
  always('intended_us', 'moment', ({ intended }, row) => intended[row]!),
  maybe('sent_us', 'moment', (ledger, row) => moment(ledger, 'sent', row)),
  maybe('connected_us', 'moment', (ledger, row) => moment(ledger, 'connected', row)),
  maybe('first_byte_us', 'moment', (ledger, row) => moment(ledger, 'firstByte', row)),
  maybe('end_us', 'moment', (ledger, row) => moment(ledger, 'end', row)),
  maybe('latency_us', 'span', ({ end }, row) => (end[row] === NEVER ? null : end[row]!)),
  always('outcome', 'text', ({ outcome }, row) => OUTCOMES[outcome[row]!] ?? ''),
  always('failure', 'text', ({ failure }, row) => FAILURES[failure[row]!] ?? ''),
  maybe('status', 'small', ({ status }, row) => orNull(status[row]!)),
  maybe('server', 'text', ({ names, server }, row) => names.servers[server[row]! - 1] ?? null),
  maybe('version', 'text', versionOf),
  always('bytes', 'count', ({ bytes }, row) => bytes[row]!),
];

/** When a request was meant, on the clock on the wall. Null throughout where the journal does not tell when it began. */
export function wallColumn(start: number | null): Column {
  return maybe('wall', 'wall', ({ intended }, row) => (start === null ? null : start + intended[row]!));
}
