import type { Judgement } from './judgement.ts';

/** A run that was judged once and lies in a folder somewhere. */
export interface PastRun {
  /** Of the run's folder, from where it is told of. */
  readonly path: string;
  /** Is there a `report.html` to lead to? */
  readonly report: boolean;
  readonly judgement: Judgement;
}

/** A folder that looks like a run and cannot be read as one. */
export interface UnreadableRun {
  readonly path: string;
  readonly why: string;
}
