import type { TrafficErrorCode } from '../error.ts';
import type { Variables } from '../operations/index.ts';
import type { Profile } from '../profile.ts';
import type { Pulse, TrafficTotals } from './tally.ts';

/** What the main thread and the worker say to each other. */

export interface Order {
  /** Service → its http address. */
  readonly targets: Readonly<Record<string, string>>;
  readonly profile: Profile;
  readonly variables: Variables;
  readonly run: string;
  readonly seed: number;
  readonly folder: string;
  /** `process.hrtime.bigint()` at the run's t = 0. */
  readonly base: bigint;
  readonly shard: number;
  readonly shards: number;
}

export type ToWorker = { readonly kind: 'stop'; readonly graceMs: number };

export type FromWorker =
  | { readonly kind: 'started'; readonly startedAt: number }
  | {
      readonly kind: 'refused';
      readonly code: TrafficErrorCode;
      readonly message: string;
      readonly fix: string | undefined;
    }
  | { readonly kind: 'pulse'; readonly pulse: Pulse }
  | { readonly kind: 'sealed'; readonly totals: TrafficTotals };
