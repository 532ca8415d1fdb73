/** What the programs in `children/` are told and what they answer. */

export interface SaturatedOrder {
  readonly url: string;
  readonly connections: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface HourOrder {
  readonly url: string;
  readonly requests: number;
  readonly looks: number;
}

/** At a recorder's own memory. */
export interface Look {
  /** Of the requests. */
  readonly share: number;
  /** MiB after a collection: what is really held. */
  readonly held: number;
  /** MiB that the kernel counts. */
  readonly resident: number;
}

export interface RunFolderOrder {
  readonly folder: string;
  readonly rows: number;
  /** A run in which nobody drains, so that requests fail and versions go back, and each request has times of its own. */
  readonly eventful?: boolean;
}

export interface ShowingOrder {
  readonly file: string;
  readonly rounds: number;
}

/** ms from the beginning of the navigation. */
export interface Shown {
  readonly firstPaint: number;
  readonly timeline: number;
}

export interface Judged {
  readonly verdict: string;
  readonly sentence: string;
  readonly seconds: number;
  /** Of these, until the evidence was in memory. */
  readonly readSeconds: number;
  /** Processor time, which others on the machine do not add to. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** How long a server took over the request with this number, µs. */
export type Taken = readonly [sequence: number, micros: number];
