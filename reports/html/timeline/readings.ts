import type { StepAccount } from '../../../harness/judge/index.ts';
import type { Bins } from '../../account/index.ts';
import { brief } from '../../words/index.ts';

/** What the crosshair reads out, for the script on the page. */
export interface Readings {
  /** µs */
  readonly span: number;
  readonly width: number;
  readonly requests: readonly number[];
  readonly notOk: readonly number[];
  /** ms; null where nothing was answered. */
  readonly p99: readonly (number | null)[];
  readonly steps: readonly (readonly [from: number, to: number, label: string])[];
}

export const readings = (span: number, bins: Bins, steps: readonly StepAccount[]): Readings => ({
  span,
  width: bins.width,
  requests: [...bins.offered],
  notOk: [...bins.notOk],
  p99: Array.from(bins.p99, (ms) => (Number.isNaN(ms) ? null : Math.round(ms * 100) / 100)),
  steps: steps
    .filter(({ outcome }) => outcome !== 'not-run')
    .map(({ step, title, from, to }) => [from, to ?? span, brief(`${step} ${title}`, 80)]),
});
