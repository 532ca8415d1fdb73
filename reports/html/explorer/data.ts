import type { Detail } from './details.ts';
import type { Happening } from './happenings.ts';
import type { ProxyCounts } from './proxy.ts';

/** All that the timeline shows but the requests themselves: plain data, so that it can be written into a file or sent on the way. */
export interface Exploration {
  /** µs from the start of the run to the last thing that is known of it. */
  readonly span: number;
  /** Wall clock at 0, ISO 8601. */
  readonly started: string;
  readonly bars: readonly Bar[];
  readonly servers: readonly Row[];
  /** Services that no load balancer stands before; what the others run stands in their rows. */
  readonly elsewhere: readonly Row[];
  readonly names: Names;
  readonly proxy: ProxyCounts;
  readonly instrument: Instrument;
  readonly happenings: readonly Happening[];
  readonly pairs: readonly Pair[];
  /** Whether every request is carried; if not, `bands` has the sums of all of them. */
  readonly complete: boolean;
  /** Requests that were meant to be sent. */
  readonly intended: number;
  /** µs: as exactly as times of requests are carried. */
  readonly tick: number;
  readonly details: readonly Detail[];
}

/** A stage (depth 0), a step (1) or what was done in one (2). */
export interface Bar {
  readonly depth: 0 | 1 | 2;
  readonly from: number;
  /** null: its end is not known. */
  readonly to: number | null;
  readonly label: string;
  readonly look: string;
  /** Where on the page more of it stands. */
  readonly link: string | null;
}

export type Stretch = readonly [from: number, to: number, value: string];

export interface Row {
  readonly label: string;
  readonly under: string;
  readonly states: readonly Stretch[];
  readonly releases: readonly Stretch[];
}

export interface Names {
  readonly operations: readonly string[];
  readonly services: readonly string[];
  readonly lanes: readonly string[];
  readonly servers: readonly string[];
  readonly versions: readonly string[];
  /** Aligned with `versions`: a place among all of them, and whether it is the newest of a service that told several. */
  readonly ranks: readonly number[];
  readonly newest: readonly boolean[];
  readonly outcomes: readonly string[];
  readonly failures: readonly string[];
  /** Aligned with `failures`: 1 where a whole answer came all the same. */
  readonly whole: readonly number[];
  /** The release that is upgraded to. */
  readonly target: string;
}

/** The recorder's own state, a few times a second; ms. */
export interface Instrument {
  readonly t: readonly number[];
  readonly late: readonly number[];
  readonly loop: readonly number[];
  /** Slowest answer of the control endpoint; null: it was not asked, or did not answer. */
  readonly canary: readonly (number | null)[];
  /** When the control endpoint did not answer. */
  readonly canaryFailed: readonly number[];
}

/** Two answers of which the later one told an older version. */
export interface Pair {
  readonly finding: string;
  readonly newer: number;
  readonly older: number;
}
