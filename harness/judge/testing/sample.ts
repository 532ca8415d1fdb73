import type { Evidence } from '../evidence.ts';
import { evidenceOf, keystoneRun, type RunOptions } from './run.ts';

/** Whole runs for whoever shows judgements, one of each ending. */
const OPTIONS = {
  certified: {},
  // Nobody drains: users meet servers that are being stopped, and both releases at once.
  'refused-errors': { order: 'rolling', skip: ['drain'] },
  'refused-version-order': { order: 'rolling' },
  // The recorder did not look for 2.3 s.
  inconclusive: { blocked: { from: 21_000_000, to: 23_300_000 } },
  // While the second node is without its service.
  interrupted: { interruptedAt: 27_000_000 },
} satisfies Record<string, RunOptions>;

export type SampleKind = keyof typeof OPTIONS;
export const SAMPLES = Object.keys(OPTIONS) as SampleKind[];

export function sampleEvidence(kind: SampleKind): Evidence {
  return evidenceOf(keystoneRun(OPTIONS[kind]));
}
