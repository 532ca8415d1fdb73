import { z } from 'zod';
import { type Judgement, VERDICTS } from './judgement.ts';
import { CONFIDENCE } from './limits.ts';
import { upperBound } from './statistics/index.ts';
import { rounded } from './wording.ts';

/** What several upgrades of the same kind show together. */
export const Sum = z.object({
  upgrades: z.number(),
  verdicts: z.record(z.enum(VERDICTS), z.number()),
  /** 95 % upper bound of the probability that an upgrade hurts somebody (Clopper–Pearson over the upgrades that showed something). */
  hurtBound: z.number(),
  requests: z.number().describe('that were answered, or should have been'),
  failed: z.number(),
  /** 95 % upper bound on the error rate over all requests together. */
  errorBound: z.number(),
  sentence: z.string(),
});
export type Sum = z.infer<typeof Sum>;

/**
 * An inconclusive run shows neither that an upgrade hurts nor that it does not, so it counts for nothing here; its
 * requests were sent all the same.
 */
export function sumUp(judgements: readonly Judgement[]): Sum {
  const verdicts = { certified: 0, inconclusive: 0, refused: 0 };
  let requests = 0;
  let failed = 0;
  for (const { verdict, proof } of judgements) {
    verdicts[verdict]++;
    requests += proof.ok + proof.failed + proof.unknown;
    failed += proof.failed + proof.unknown;
  }
  const shown = verdicts.certified + verdicts.refused;
  const hurtBound = rounded(upperBound(verdicts.refused, shown, CONFIDENCE));
  const told = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  return {
    upgrades: judgements.length,
    verdicts,
    hurtBound,
    requests,
    failed,
    errorBound: rounded(upperBound(failed, requests, CONFIDENCE)),
    sentence: `${judgements.length} upgrades: ${told.join(', ')}; with 95 % certainty an upgrade hurts somebody in at most ${percent(hurtBound)} of cases.`,
  };
}

/** Rounded up: a bound must not promise more than it holds. */
const percent = (share: number): string => `${Math.ceil(share * 1_000) / 10} %`;
