import { type Judgement, judge } from '../index.ts';
import { SAMPLES, sampleEvidence } from './sample.ts';

const DAY_MS = 24 * 3600 * 1000;
const FIRST = Date.UTC(2026, 0, 1, 2);

/** What a nightly leaves behind: every seventh night is not certified, and none is quite like the one before. */
export function nights(count: number): Judgement[] {
  const judgements = SAMPLES.map((sample) => judge(sampleEvidence(sample)));
  return Array.from({ length: count }, (_, night) => {
    const judgement = judgements[night % 7 === 6 ? night % judgements.length : 0]!;
    const started = new Date(FIRST + night * DAY_MS).toISOString();
    const seconds = judgement.run.seconds * (1 + (night % 5) / 20);
    return { ...judgement, run: { ...judgement.run, name: `night-${night}`, started, seconds } };
  });
}
