/**
 * The ledger in memory: one entry per intended request, in order of sequence number, as typed arrays.
 * Times: `intended` is µs since the run's base; the others are µs after `intended`, or NEVER.
 */
export interface Ledger {
  readonly count: number;
  readonly sequence: Uint32Array;
  readonly intended: Float64Array;
  readonly sent: Uint32Array;
  readonly connected: Uint32Array;
  readonly firstByte: Uint32Array;
  readonly end: Uint32Array;
  readonly outcome: Uint8Array;
  readonly failure: Uint8Array;
  readonly status: Uint16Array;
  readonly operation: Uint8Array;
  readonly lane: Uint8Array;
  readonly session: Uint16Array;
  readonly connection: Uint32Array;
  /** Which request on its connection, from 1. */
  readonly turn: Uint16Array;
  /** Index into `names.servers` + 1; 0 = the answer named none. */
  readonly server: Uint8Array;
  /** Index into `names.versions` + 1; 0 = the answer named none. */
  readonly version: Uint8Array;
  readonly bytes: Uint32Array;
  readonly names: LedgerNames;
  readonly health: LedgerHealth;
}

export interface LedgerNames {
  readonly operations: readonly string[];
  /** Aligned with `operations`: the service that each calls. */
  readonly services: readonly string[];
  /** Aligned with `operations`: does an acknowledged one create something that must exist? */
  readonly creates: readonly boolean[];
  readonly lanes: readonly string[];
  readonly servers: readonly string[];
  readonly versions: readonly Version[];
}

/** Integer pair: 2.9 < 2.10. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** What is wrong with the record itself. Anything here makes a run inconclusive. */
export interface LedgerHealth {
  /** Every shard ended with its seal, which states how many requests were intended. */
  readonly sealed: boolean;
  readonly intended: number;
  /** Sequence numbers that should be there and are not: half-open ranges. */
  readonly missing: readonly (readonly [from: number, to: number])[];
  readonly damage: readonly Damage[];
  readonly shards: readonly ShardHealth[];
}

export interface Damage {
  /** Empty: what is wrong is in no one file. */
  readonly file: string;
  /** Number of the block in its shard, where it is known. */
  readonly block?: number;
  readonly offset: number;
  readonly why: string;
}

export interface ShardHealth {
  readonly shard: number;
  readonly sealed: boolean;
  readonly intended: number;
}

export const NEVER = 0xffff_ffff;

export const OUTCOMES = ['ok', 'failed', 'unknown', 'not-sent'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Why a request was not fine. `unknown` outcomes (a write whose answer never came whole) carry one of these too.
 */
export const FAILURES = [
  'none',
  'refused', // TCP connection refused
  'connect-timeout',
  'connect-error', // unreachable, name not resolved, no port left …
  'reset', // RST after the request was written
  'closed', // FIN before any byte of the answer, first request on this connection
  'closed-reused', // the same on a connection that had served before: the peer may just have been closing it
  'cut', // connection ended inside the answer
  'timeout', // no complete answer in time
  'garbage', // what came is not HTTP
  'status', // complete answer with a status that was not expected
  'content', // expected status, but the body does not hold what the operation must get (somebody else's answer)
  'bound', // not sent: too many outstanding
  'no-variable', // not sent: the session lacks a value that the request needs
  'stopped', // not sent or given up: the run ended first
  'tls', // no trust, or no handshake
  'local', // not sent: this machine could not (no port or file left, a name it cannot resolve)
  'schema', // expected status, but the body does not have the shape that it must have
  'length', // expected status, but the body is longer or shorter than what the operation knows
  'checksum', // expected status and length, but other bytes
] as const;
export type FailureClass = (typeof FAILURES)[number];
