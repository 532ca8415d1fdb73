import type { PastRun } from '../../harness/judge/index.ts';

/** Oldest first; two that began at the same moment in the order of their names. */
export const inTime = (runs: readonly PastRun[]): PastRun[] => runs.toSorted((a, b) => compare(key(a), key(b)));

const key = ({ path, judgement }: PastRun): string => `${judgement.run.started} ${path}`;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
