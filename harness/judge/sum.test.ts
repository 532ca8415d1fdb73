import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Judgement, judge, Sum, sumUp } from './index.ts';
import { sampleEvidence } from './testing/index.ts';

const certified = judge(sampleEvidence('certified'));
const as = (verdict: Judgement['verdict']): Judgement => ({ ...certified, verdict });

test('no refusal in k upgrades bounds their harm at 1 − 0.05^(1/k)', () => {
  for (const [upgrades, bound] of [
    [5, 0.4507],
    [20, 0.1391],
    [59, 0.0495],
  ] as const) {
    const sum = sumUp(Array.from({ length: upgrades }, () => certified));
    expect(sum.hurtBound).toBeCloseTo(bound, 4);
    expect(sum).toMatchObject({ upgrades, verdicts: { certified: upgrades, refused: 0, inconclusive: 0 } });
  }
});

test('inconclusive runs prove nothing, but their requests were sent', () => {
  const sum = sumUp([certified, as('inconclusive'), as('inconclusive')]);
  expect(sum.hurtBound).toBe(0.95);
  expect(sum.requests).toBe(3 * certified.proof.ok);
  expect(sum.errorBound).toBeLessThan(certified.proof.errorBound);
  expect(sumUp([as('inconclusive')]).hurtBound).toBe(1);
  expect(sumUp([])).toMatchObject({ hurtBound: 1, errorBound: 1, requests: 0 });
});

test('whatever is summed up, the bounds lie between what was measured and one, in the order of the refusals', () => {
  const verdict = fc.constantFrom<Judgement['verdict']>('certified', 'inconclusive', 'refused');
  fc.assert(
    fc.property(fc.array(verdict, { maxLength: 40 }), (verdicts) => {
      const sum = sumUp(verdicts.map(as));
      expect(Sum.parse(sum)).toEqual(sum);
      const shown = sum.verdicts.certified! + sum.verdicts.refused!;
      if (shown > 0) expect(sum.hurtBound).toBeGreaterThan(sum.verdicts.refused! / shown - 1e-9);
      expect(sumUp([...verdicts, 'refused' as const].map(as)).hurtBound).toBeGreaterThanOrEqual(sum.hurtBound);
      expect(sumUp([...verdicts].reverse().map(as))).toEqual(sum);
    }),
    { numRuns: 30 },
  );
});
