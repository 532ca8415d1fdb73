import { type Evidence, judge } from '../../harness/judge/index.ts';
import { SAMPLES, type SampleKind, sampleEvidence } from '../../harness/judge/testing/index.ts';
import { emptied, expect, hostile, test } from '../testing/index.ts';
import { page as renderHtml } from './page.ts';

const PHONE = { viewport: { width: 380, height: 760 } };

const reportOf = (evidence: Evidence): string => renderHtml(judge(evidence), evidence);

const WORDS: Record<SampleKind, string> = {
  certified: 'Certified',
  'refused-errors': 'Refused',
  'refused-version-order': 'Refused',
  inconclusive: 'Inconclusive',
  interrupted: 'Inconclusive',
};

for (const kind of SAMPLES) {
  test(`${kind}: opens from disk, says the verdict and nothing on the console, asks for nothing`, async ({ open }) => {
    const { page, complaints } = await open(reportOf(sampleEvidence(kind)));
    await expect(page.getByRole('heading', { level: 1 })).toContainText(WORDS[kind]);
    await page.locator('#stage').hover();
    await expect(page.locator('#readout')).toContainText('requests/s');
    expect(complaints).toEqual([]);
  });

  test(`${kind}: without JavaScript the verdict, the reason, the proof and the timeline are there`, async ({
    open,
  }) => {
    const { page } = await open(reportOf(sampleEvidence(kind)), { javaScriptEnabled: false });
    await expect(page.getByRole('heading', { level: 1 })).toBeInViewport();
    await expect(page.locator('.why')).toBeInViewport();
    await expect(page.getByText('Requests that failed', { exact: true })).toBeInViewport();
    await expect(page.getByRole('group', { name: 'Timeline of the run' })).toBeVisible();
    await expect(page.locator('#theme')).toBeHidden();
  });

  test(`${kind}: on a narrow screen the page does not scroll sideways`, async ({ open }) => {
    const { page } = await open(reportOf(sampleEvidence(kind)), PHONE);
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    const [content, window] = await page.evaluate<[number, number]>(
      '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
    );
    expect(content).toBe(window);
  });
}

test('hostile evidence is shown as text: nothing runs, nothing is fetched, nothing overflows', async ({ open }) => {
  const { page, complaints } = await open(reportOf(hostile(sampleEvidence('refused-errors'))), PHONE);
  await page.waitForSelector('#timeline[data-ready]');
  for (const summary of await page.locator('summary').all()) await summary.click();
  expect(await page.evaluate('window.pwned')).toBeUndefined();
  expect(await page.evaluate('document.images.length + document.querySelectorAll("[onload],[onerror]").length')).toBe(
    0,
  );
  expect(await page.evaluate('document.querySelectorAll("script, style").length')).toBe(5);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  await expect(page.getByText('<img src=x onerror="window.pwned=1">').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a link to a finding and one from it to its step lead there', async ({ open }) => {
  const { page } = await open(reportOf(sampleEvidence('refused-version-order')));
  await page.goto(`${page.url()}#finding-version-order-1`);
  const finding = page.locator('#finding-version-order-1');
  await expect(finding).toBeInViewport();
  await finding.locator('summary').click();
  await expect(finding.getByRole('row')).toHaveCount(3);
  const step = finding.getByRole('link').filter({ hasText: /^\d+\.\d+$/ });
  const id = await step.textContent();
  await step.click();
  await expect(page.locator(`[id="step-${id}"]`)).toBeInViewport();
});

test('every link on the page leads to something on the page', async ({ open }) => {
  for (const kind of SAMPLES) {
    const { page } = await open(reportOf(sampleEvidence(kind)));
    const dead = await page.evaluate<string[]>(
      `[...document.querySelectorAll('a')].map((a) => a.getAttribute('href')).filter((href) => !/^#(?:t|row)=/.test(href) && (!href.startsWith('#') || !document.getElementById(decodeURIComponent(href.slice(1)))))`,
    );
    expect(dead).toEqual([]);
    const twice = await page.evaluate<string[]>(
      `[...Map.groupBy(document.querySelectorAll('[id]'), ({ id }) => id)].filter(([, all]) => all.length > 1).map(([id]) => id)`,
    );
    expect(twice).toEqual([]);
  }
});

test('the theme follows the system until it is chosen', async ({ open }) => {
  const { page } = await open(reportOf(sampleEvidence('certified')), { colorScheme: 'dark' });
  const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const dark = await ground();
  await page.getByRole('button', { name: 'Light' }).click();
  const light = await ground();
  expect(light).not.toBe(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await ground()).toBe(light);
});

test('the keyboard reaches the findings, the evidence and the crosshair', async ({ open }) => {
  const { page } = await open(reportOf(sampleEvidence('refused-version-order')));
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the findings' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#findings')).toBeInViewport();
  const evidence = page.locator('#finding-version-order-1 summary');
  await evidence.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#finding-version-order-1 table')).toBeVisible();
  await page.getByRole('application', { name: 'Timeline of the run' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#readout')).toContainText('requests/s');
});

test('every failure is a mark of its own', async ({ open }) => {
  const evidence = sampleEvidence('refused-errors');
  const { page } = await open(reportOf(evidence));
  const marks = await page.evaluate<number>(
    `[...document.querySelectorAll('.mark-failed, .mark-unknown, .mark-unsent')].reduce((sum, path) => sum + path.getAttribute('d').split('M').length - 1, 0)`,
  );
  expect(marks).toBe(evidence.ledger.outcome.filter((outcome) => outcome !== 0).length);
  expect(marks).toBeGreaterThan(10);
});

test('a run that ended before anything was sent makes a page all the same', async ({ open }) => {
  const { page, complaints } = await open(reportOf(emptied(sampleEvidence('certified'))));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Inconclusive');
  expect(complaints).toEqual([]);
});
