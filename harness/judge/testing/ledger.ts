import {
  FAILURES,
  type FailureClass,
  type Ledger,
  type LedgerHealth,
  NEVER,
  OUTCOMES,
  type Outcome,
  type Version,
} from '../../../traffic/ledger/index.ts';

/** One intended request, as a test writes it down. Times as in the ledger: µs, those after `intended` relative to it. */
export interface Row {
  readonly intended: number;
  /** Its number, where that is not its place. */
  readonly sequence?: number;
  readonly sent?: number | null;
  readonly end?: number | null;
  readonly outcome?: Outcome;
  readonly failure?: FailureClass;
  readonly status?: number | null;
  readonly operation?: string;
  readonly lane?: string;
  readonly session?: number;
  readonly connection?: number;
  readonly turn?: number;
  readonly server?: string | null;
  /** `3.14` */
  readonly version?: string | null;
}

export interface LedgerOptions {
  /** Operations whose acknowledged requests create something. */
  readonly creates?: readonly string[];
  readonly health?: Partial<LedgerHealth>;
}

/** Numbers the rows from 0 in the order given. What a row leaves out is an `ok` 200 that took 2 ms. */
export function ledgerOf(rows: readonly Row[], { creates = [], health = {} }: LedgerOptions = {}): Ledger {
  const operations = distinct(rows.map(operationOf));
  const lanes = distinct(rows.map(laneOf));
  const servers = distinct(rows.map(({ server }) => server));
  const versions = distinct(rows.map(({ version }) => version));
  const column = <Column extends { [index: number]: number }>(column: Column, value: (row: Row) => number): Column => {
    rows.forEach((row, index) => {
      column[index] = value(row);
    });
    return column;
  };
  const count = rows.length;
  return {
    count,
    sequence: Uint32Array.from(rows, ({ sequence }, index) => sequence ?? index),
    intended: column(new Float64Array(count), ({ intended }) => intended),
    sent: column(new Uint32Array(count), sentOf),
    connected: column(new Uint32Array(count), sentOf),
    firstByte: column(new Uint32Array(count), firstByteOf),
    end: column(new Uint32Array(count), endOf),
    outcome: column(new Uint8Array(count), (row) => OUTCOMES.indexOf(row.outcome ?? 'ok')),
    failure: column(new Uint8Array(count), (row) => FAILURES.indexOf(row.failure ?? 'none')),
    status: column(new Uint16Array(count), ({ status = 200 }) => status ?? 0),
    operation: column(new Uint8Array(count), (row) => operations.indexOf(operationOf(row))),
    lane: column(new Uint8Array(count), (row) => lanes.indexOf(laneOf(row))),
    session: column(new Uint16Array(count), ({ session = 0 }) => session),
    connection: column(new Uint32Array(count), ({ connection = 0 }) => connection),
    turn: column(new Uint16Array(count), ({ turn = 1 }) => turn),
    server: column(new Uint8Array(count), ({ server }) => (server ? servers.indexOf(server) + 1 : 0)),
    version: column(new Uint8Array(count), ({ version }) => (version ? versions.indexOf(version) + 1 : 0)),
    bytes: new Uint32Array(count).fill(512),
    names: {
      operations,
      services: operations.map(() => 'keystone'),
      creates: operations.map((operation) => creates.includes(operation)),
      lanes,
      servers,
      versions: versions.map(versionOf),
    },
    health: { sealed: true, intended: count, missing: [], damage: [], shards: [], ...health },
  };
}

const operationOf = ({ operation = 'discover' }: Row): string => operation;
const laneOf = ({ lane = 'keep-alive' }: Row): string => lane;
const sentOf = ({ sent = 100 }: Row): number => sent ?? NEVER;
const firstByteOf = (row: Row): number => (row.status === null && row.failure !== 'cut' ? NEVER : endOf(row));
const endOf = ({ end = 2_000 }: Row): number => end ?? NEVER;

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values)].filter((value) => typeof value === 'string');
}

function versionOf(text: string): Version {
  const [major, minor] = text.split('.').map(Number);
  return { major: major!, minor: minor! };
}
