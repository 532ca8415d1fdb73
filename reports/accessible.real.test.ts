import type { BrowserContextOptions } from '@playwright/test';
import { type Evidence, judge, type PastRun } from '../harness/judge/index.ts';
import { CLEAN, evidenceOf, runWithGuest, SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { LEFT_OUT, NOT_RUN, pastNight, REFUSED, SUITE, WELL } from '../harness/nightly/testing/index.ts';
import { comparisonPage } from './comparison/index.ts';
import { historyPage } from './history/index.ts';
import { page as reportPage } from './html/index.ts';
import { nightPage } from './nightly/index.ts';
import { audit, emptied, expect, hostile, test, unfold } from './testing/index.ts';

const LOOKS = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { viewport: { width: 380, height: 760 } },
} as const satisfies Record<string, BrowserContextOptions>;
type Look = keyof typeof LOOKS;
const ALL: readonly Look[] = ['light', 'dark', 'phone'];

const report = (evidence: Evidence): string => reportPage(judge(evidence), evidence);
const judgements = SAMPLES.map((kind) => judge(sampleEvidence(kind)));
const past: readonly PastRun[] = judgements.map((judgement, night) => ({
  path: `night-${night}`,
  report: night > 0,
  judgement,
}));

const PAGES: readonly (readonly [name: string, make: () => string, looks: readonly Look[]])[] = [
  ['a refusal', () => report(sampleEvidence('refused-version-order')), ALL],
  ['a hostile one', () => report(hostile(sampleEvidence('refused-errors'))), ['phone']],
  ['one with a guest', () => report(evidenceOf({ ...CLEAN, ...runWithGuest(() => false) })), ['light']],
  ['an inconclusive one', () => report(sampleEvidence('inconclusive')), ['dark']],
  ['an empty one', () => report(emptied(sampleEvidence('certified'))), ['light']],
  ['a history', () => historyPage('nightly', past, [{ path: 'old', why: 'not a run' }]), ALL],
  ['a history of nothing', () => historyPage('nightly', [], []), ['light']],
  [
    'a night',
    () => nightPage([pastNight(1, [WELL]), pastNight(2, [SUITE, WELL, REFUSED, NOT_RUN, LEFT_OUT])], []),
    ALL,
  ],
  ['a comparison', () => comparisonPage(judgements[0]!, judgements[1]!), ALL],
];

for (const [name, make, looks] of PAGES)
  for (const look of looks)
    test(`${name}, ${look}: no serious fault for whoever cannot see it, or not well, or uses no mouse`, async ({
      open,
    }) => {
      const { page } = await open(make(), LOOKS[look]);
      // The longest table is like any other, and looking at each of its cells takes minutes.
      await unfold(page, 'details:not(#failures details)');
      expect(await audit(page)).toEqual([]);
    });
