import type { Lab } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';
import type { Happening, JournalEvent } from '../journal/index.ts';
import type { UpgradeStrategy } from '../strategy/index.ts';
import type { Tempest } from '../tempest/index.ts';

/** What steps work on. */
export interface Bench {
  readonly run: string;
  readonly lab: Lab;
  readonly strategy: UpgradeStrategy;
  /** Its operations are also what the harness itself calls: to pass a gate, to read back what was created. */
  readonly profile: Profile;
  /** Service → operations that must work on a node before it may serve. */
  readonly gates: Readonly<Record<string, readonly string[]>>;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  /** A command of somebody else's, where that does the upgrade. */
  readonly watched?: WatchedCommand | undefined;
  /** A file of the run folder: nothing secret goes there. */
  file(name: string): string;
  record(happening: Happening): void;
  /** What was recorded so far, samples left out. */
  happened(): readonly JournalEvent[];
  /** Every balancer's server states and counters into the journal, now. */
  sample(): Promise<void>;
  /** Finds out what a service can do, and offers a part of that until the end. */
  press(how: Press): Promise<void>;
  readonly tempest: Tempest;
}

export interface WatchedCommand {
  readonly words: readonly string[];
  /** Takes secrets out of what it says. */
  readonly clean: (text: string) => string;
  /** The step that it is run in. */
  readonly step: string;
}

export interface Limits {
  readonly drainSeconds: number;
  readonly readySeconds: number;
  readonly commandSeconds: number;
}

export interface Press {
  readonly service: string;
  /** Of what the servers can do that are left when one is away. */
  readonly share: number;
  readonly servers: number;
}
