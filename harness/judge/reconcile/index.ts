export type { Matching } from './match.ts';
export { type Reconciled, reconcile } from './reconcile.ts';
export { DISAGREEMENTS } from './sentences.ts';
