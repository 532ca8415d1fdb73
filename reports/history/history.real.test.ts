import { type Judgement, judge, type PastRun } from '../../harness/judge/index.ts';
import { SAMPLES, sampleEvidence } from '../../harness/judge/testing/index.ts';
import { expect, test } from '../testing/index.ts';
import { historyPage } from './page.ts';

const NIGHTS = 200;

const judgements = SAMPLES.map((sample) => judge(sampleEvidence(sample)));
const nights: readonly PastRun[] = Array.from({ length: NIGHTS }, (_, night) => {
  const judgement = judgements[night % 7 === 6 ? night % judgements.length : 0]!;
  const started = new Date(Date.UTC(2026, 0, 1 + night)).toISOString();
  const named: Judgement = { ...judgement, run: { ...judgement.run, name: `night-${night}`, started } };
  return { path: `night-${night}`, report: true, judgement: named };
});

test('two hundred nights on one page that needs nothing and says nothing', async ({ open }) => {
  const { page, complaints } = await open(historyPage('nightly', nights, []));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${NIGHTS} upgrades`);
  await expect(page.locator('#runs tbody tr')).toHaveCount(NIGHTS);
  await expect(page.getByRole('link', { name: 'night-0', exact: true })).toHaveAttribute(
    'href',
    './night-0/report.html',
  );
  const marks = page.locator('svg.trend rect.mark');
  await expect(marks).toHaveCount(NIGHTS);
  expect(complaints).toEqual([]);
});

test('on a phone nothing is wider than the screen', async ({ open }) => {
  const { page } = await open(historyPage('nightly', nights, []), { viewport: { width: 380, height: 800 } });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
});
