import type { TrafficErrorCode } from '../error.ts';
import type { Variables } from '../operations/index.ts';
import type { Profile } from '../profile.ts';
import type { TargetSpec } from './links/index.ts';
import type { Pulse } from './pulses.ts';
import type { TrafficTotals } from './tally.ts';

/** What the main thread and the worker say to each other. */

export interface Order {
  /** Service → where it is called. */
  readonly targets: Readonly<Record<string, TargetSpec>>;
  readonly profile: Profile;
  readonly variables: Variables;
  readonly run: string;
  readonly seed: number;
  readonly folder: string;
  /** `process.hrtime.bigint()` at the run's t = 0. */
  readonly base: bigint;
  readonly shard: number;
  readonly shards: number;
  /** Address of the control endpoint. */
  readonly canary: string;
}

export interface Begin {
  readonly kind: 'begin';
  /** The moment that all shards count their arrivals from, µs since the run's base. */
  readonly startedAt: number;
  /** Of each session, after the login. */
  readonly values: readonly Variables[];
}

export type ToWorker = Begin | { readonly kind: 'stop'; readonly graceMs: number };

export type FromWorker =
  /** Shard 0 has logged in all sessions, and this is what they got; the others tell nothing. */
  | { readonly kind: 'ready'; readonly values: readonly Variables[] }
  | { readonly kind: 'begun' }
  | {
      readonly kind: 'refused';
      readonly code: TrafficErrorCode;
      readonly message: string;
      readonly fix: string | undefined;
    }
  | { readonly kind: 'pulse'; readonly pulse: Pulse }
  | { readonly kind: 'sealed'; readonly totals: TrafficTotals };
