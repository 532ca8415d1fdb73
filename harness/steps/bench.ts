import type { Lab } from '../../lab/index.ts';
import type { Operation } from '../../traffic/index.ts';
import type { Happening } from '../journal/index.ts';

/** What steps work on. */
export interface Bench {
  readonly run: string;
  readonly lab: Lab;
  /** Operations of the scenario's traffic profile, for calls that the harness makes by itself. */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly login: readonly string[];
  readonly gate: readonly string[];
  readonly audit: { readonly list: string; readonly items: string; readonly mark: string } | undefined;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  record(happening: Happening): void;
  /** Every balancer's server states and counters into the journal, now. */
  sample(): Promise<void>;
}

export interface Limits {
  readonly drainSeconds: number;
  readonly readySeconds: number;
  readonly commandSeconds: number;
}
