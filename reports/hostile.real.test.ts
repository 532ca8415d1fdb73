import { type Judgement, judge, type PastRun } from '../harness/judge/index.ts';
import { CLEAN, evidenceOf, runWithGuest, SAMPLES, sampleEvidence } from '../harness/judge/testing/index.ts';
import { jobWith, pastNight } from '../harness/nightly/testing/index.ts';
import { comparisonPage } from './comparison/index.ts';
import { historyPage } from './history/index.ts';
import { page as reportPage } from './html/index.ts';
import { nightPage } from './nightly/index.ts';
import { expect, hostile, spoiled, test, unfold } from './testing/index.ts';

const PHONE = { viewport: { width: 380, height: 760 } };

const evidences = {
  ...Object.fromEntries(SAMPLES.map((kind) => [kind, hostile(sampleEvidence(kind))])),
  'with a guest': hostile(evidenceOf({ ...CLEAN, ...runWithGuest(() => false) })),
};
const judgements: readonly Judgement[] = Object.values(evidences).map((evidence) => judge(evidence));
const past: readonly PastRun[] = judgements.map((judgement) => ({
  path: spoiled(judgement.verdict).slice(0, 200),
  report: true,
  judgement,
}));

const pages: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    Object.entries(evidences).map(([name, evidence]) => [
      `report, ${name}`,
      () => reportPage(judge(evidence), evidence),
    ]),
  ),
  history: () => historyPage(spoiled('nightly'), past, [{ path: spoiled('old'), why: spoiled('why') }]),
  night: () => {
    const job = jobWith({
      ...{ name: spoiled('job'), says: spoiled('says'), why: spoiled('why'), against: [spoiled('against')] },
      ...{ command: [spoiled('command')], reports: [{ path: spoiled('path').slice(0, 200), title: spoiled('title') }] },
    });
    return nightPage([pastNight(1, [job]), pastNight(2, [job])], [{ path: spoiled('old'), why: spoiled('why') }]);
  },
  comparison: () => comparisonPage(judgements[0]!, judgements[1]!),
};

for (const [name, make] of Object.entries(pages))
  test(`${name}: what came from outside is text; it runs nothing, fetches nothing, and widens nothing`, async ({
    open,
  }) => {
    const { page, complaints } = await open(make(), PHONE);
    await unfold(page);
    expect(await page.locator('details:not([open])').count()).toBe(0);
    await page.getByRole('button', { name: 'Dark' }).click();
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    // The script gives the canvases of the timeline their height.
    const styled = '[style]:not(.stage canvas, #overview canvas)';
    const made = `[onload],[onerror],[onmouseover],${styled},img,iframe,form,a[href^="javascript"],a[href*="//"]`;
    expect(await page.locator(made).count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });
