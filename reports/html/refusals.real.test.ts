import { ASSUMPTION_NAMES, type Judgement, judge } from '../../harness/judge/index.ts';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';
import { eachFinding, expect, test } from '../testing/index.ts';
import { page as renderHtml } from './page.ts';

const PHONE = { viewport: { width: 380, height: 760 } };
const evidence = sampleEvidence('refused-errors');

for (const { kind, judgement } of eachFinding())
  test(`refused for ${kind}: the finding is where its link leads, nothing complains, nothing is too wide`, async ({
    open,
  }) => {
    const { page, complaints } = await open(renderHtml(judgement, evidence), PHONE);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Refused');
    const finding = page.locator(`#finding-${kind}-1`);
    await finding.getByRole('heading').getByRole('link').click();
    await expect(finding).toBeInViewport();
    expect(new URL(page.url()).hash).toBe(`#finding-${kind}-1`);
    await expect(finding.locator('code').first()).toHaveText(kind);
    for (const summary of await finding.locator('summary').all()) await summary.click();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
    expect(complaints).toEqual([]);
  });

test('every condition of the experiment that does not hold is told first, with what to do', async ({ open }) => {
  const certified = judge(sampleEvidence('certified'));
  const broken = certified.assumptions.map((assumption) => ({ ...assumption, holds: false }));
  expect(new Set(broken.map(({ name }) => name))).toEqual(new Set(ASSUMPTION_NAMES));
  const judgement: Judgement = { ...certified, verdict: 'inconclusive', sentence: 'x', assumptions: broken };
  const { page, complaints } = await open(renderHtml(judgement, sampleEvidence('certified')), PHONE);
  const first = page.locator('main section:has(#assumptions-title), main section:has(#findings-title)').first();
  await expect(first).toHaveAttribute('id', 'assumptions');
  for (const { fix } of broken) await expect(first).toContainText(fix.slice(0, 60));
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  expect(complaints).toEqual([]);
});
