import type { PastRun } from '../../harness/judge/index.ts';
import { nights } from '../../harness/judge/testing/index.ts';
import { expect, test } from '../testing/index.ts';
import { historyPage } from './page.ts';

const NIGHTS = 200;

const past: readonly PastRun[] = nights(NIGHTS).map((judgement) => ({
  path: judgement.run.name,
  report: true,
  judgement,
}));

test('two hundred nights on one page that needs nothing and says nothing', async ({ open }) => {
  const { page, complaints } = await open(historyPage('nightly', past, []));
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
  const { page } = await open(historyPage('nightly', past, []), { viewport: { width: 380, height: 800 } });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(380);
});
