import type { Page } from '@playwright/test';
import { type Evidence, judge } from '../../../harness/judge/index.ts';
import { keystoneRun, ledgerOf, type Row, sampleEvidence } from '../../../harness/judge/testing/index.ts';
import { expect, hostile, type Open, type Opened, test } from '../../testing/index.ts';
import { page as renderHtml } from '../page.ts';

const PHONE = { viewport: { width: 380, height: 760 }, hasTouch: true };

const opened = async (open: Open, evidence: Evidence, hash = '', options = {}): Promise<Opened> => {
  const { page, complaints } = await open(renderHtml(judge(evidence), evidence), options);
  if (hash !== '') await page.goto(`${page.url()}${hash}`);
  await page.waitForSelector('#timeline[data-ready]');
  return { page, complaints };
};

const hashOf = (page: Page): Promise<string> => page.evaluate<string>('location.hash');
const range = async (page: Page): Promise<readonly number[]> =>
  /t=([\d.]+)-([\d.]+)/
    .exec(await hashOf(page))
    ?.slice(1)
    .map(Number) ?? [];

const errors = sampleEvidence('refused-errors');
const firstFailure = errors.ledger.outcome.findIndex((outcome) => outcome !== 0);

test('from the verdict to the failing request: its row, its log line, its neighbours, what the run did', async ({
  open,
}) => {
  const { page, complaints } = await opened(open, errors);
  await page.getByRole('link', { name: 'What decided this' }).click();
  const finding = page.locator('.finding.bad').first();
  await expect(finding).toBeInViewport();
  await finding.locator('summary').click();
  await finding
    .getByRole('link', { name: /^#\d+$/ })
    .first()
    .click();
  const told = page.getByRole('dialog');
  await expect(told).toBeVisible();
  await expect(told.getByRole('heading', { level: 3 })).toHaveText(/^Request \d+: /);
  await expect(told).toContainText('lb1 at');
  await expect(told).toContainText('step 2.1 began');
  await expect(told.getByRole('row')).not.toHaveCount(0);
  expect(await hashOf(page)).toMatch(/^#t=[\d.]+-[\d.]+&row=\d+$/);
  expect(complaints).toEqual([]);
});

test('an address leads to the same place in a file that was sent on', async ({ open }) => {
  const at = errors.ledger.intended[firstFailure]! / 1e6;
  const hash = `#t=${at - 0.5}-${at + 0.5}&row=${firstFailure}`;
  const { page, complaints } = await opened(open, errors, hash);
  await expect(page.getByRole('dialog')).toContainText(`Request ${firstFailure}`);
  await expect(page.locator('#stage')).toBeInViewport();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => hashOf(page)).not.toContain('row=');
  const [from, to] = await range(page);
  expect([from, to]).toEqual([expect.closeTo(at - 0.5, 3), expect.closeTo(at + 0.5, 3)]);
  expect(complaints).toEqual([]);
});

test('an address that leads nowhere does no harm', async ({ open }) => {
  for (const hash of ['#t=900-901&row=4000000000', '#row=%3Cimg%3E', '#t=3-2']) {
    const { page, complaints } = await opened(open, errors, hash);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page.locator('#stage canvas').first()).toBeVisible();
    expect(complaints).toEqual([]);
  }
});

test('the keyboard zooms, moves, goes from failure to failure and back', async ({ open }) => {
  const { page } = await opened(open, errors);
  const stage = page.getByRole('application', { name: 'Timeline of the run' });
  await stage.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  await expect.poll(() => range(page)).toHaveLength(2);
  const [from, to] = await range(page);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await range(page))[0]).toBeGreaterThan(from!);
  expect((await range(page))[1]! - (await range(page))[0]!).toBeCloseTo(to! - from!, 2);
  await page.keyboard.press('Home');
  await expect.poll(() => hashOf(page)).toBe('');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#readout-aloud')).toContainText('requests/s');
  await page.keyboard.press('Enter');
  const title = page.getByRole('dialog').getByRole('heading', { level: 3 });
  await expect(title).toContainText('status 503');
  const first = await title.textContent();
  await page.getByRole('dialog').getByRole('button', { name: 'Next failure' }).click();
  await expect(title).not.toHaveText(first!);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(stage).toBeFocused();
});

test('a wheel zooms once the timeline was chosen and scrolls the page before; a strip is drawn on to choose', async ({
  open,
}) => {
  const { page } = await opened(open, errors, '#t=10-50');
  const box = (await page.locator('#stage').boundingBox())!;
  await page.mouse.move(box.x + 600, box.y + 300);
  const before = await page.evaluate<number>('scrollY');
  await page.mouse.wheel(0, -40);
  await expect.poll(() => page.evaluate<number>('scrollY')).not.toBe(before);
  expect(await range(page)).toEqual([10, 50]);
  await page.locator('#stage').focus();
  await page.mouse.wheel(0, -300);
  await expect.poll(async () => (await range(page))[1]! - (await range(page))[0]!).toBeLessThan(39);
  await page.locator('#overview').scrollIntoViewIfNeeded();
  const strip = (await page.locator('#overview').boundingBox())!;
  await page.mouse.move(strip.x + strip.width * 0.05, strip.y + 20);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width * 0.1, strip.y + 20, { steps: 3 });
  await page.mouse.up();
  await expect.poll(async () => (await range(page))[1]).toBeLessThan(7);
});

test('a click on a mark tells the request that it stands for', async ({ open }) => {
  const at = errors.ledger.intended[firstFailure]! / 1e6;
  const { page } = await opened(open, errors, `#t=${at - 0.5}-${at + 0.5}`);
  const stage = (await page.locator('#stage').boundingBox())!;
  // The lane of failures is the third; its height and that of those above it do not depend on the run's length.
  const [x, y] = [stage.x + 150 + (stage.width - 150) / 2, stage.y + 270];
  await page.mouse.click(x, y);
  await expect(page.getByRole('dialog')).toContainText(`Request ${firstFailure}`);
});

test('what each client saw: those to whom order broke come first, and it is told how often', async ({ open }) => {
  const evidence = sampleEvidence('refused-version-order');
  const { page, complaints } = await opened(open, evidence);
  await page.locator('#clients').scrollIntoViewIfNeeded();
  await expect(page.locator('#clients-told')).toContainText(/Order broke for client \d+ \(\d+ times?\)/);
  await expect(page.locator('#client-stage canvas').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('without a script, and on paper, there are drawings instead', async ({ open }) => {
  const evidence = sampleEvidence('refused-version-order');
  const html = renderHtml(judge(evidence), evidence);
  const { page } = await open(html, { javaScriptEnabled: false });
  await expect(page.getByRole('img', { name: /clients.*order broke for \d+/ })).toBeVisible();
  await expect(page.locator('#stage')).toBeHidden();
  const { page: printed } = await open(html);
  await printed.waitForSelector('#timeline[data-ready]');
  await expect(printed.getByRole('group', { name: 'Timeline of the run' })).toBeHidden();
  await printed.emulateMedia({ media: 'print' });
  await expect(printed.getByRole('group', { name: 'Timeline of the run' })).toBeVisible();
  await expect(printed.locator('#stage')).toBeHidden();
});

test('hostile names stay text in the panel and in the lanes told in words', async ({ open }) => {
  const evidence = hostile(errors);
  const { page, complaints } = await opened(open, evidence, `#row=${firstFailure}`, PHONE);
  await expect(page.getByRole('dialog')).toContainText('Request');
  await page.getByText('The timeline in words').click();
  await expect(page.locator('#lanes-told')).toContainText('<img src=x onerror="window.pwned=1">');
  expect(await page.evaluate('window.pwned')).toBeUndefined();
  expect(await page.evaluate('document.images.length')).toBe(0);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  expect(complaints).toEqual([]);
});

test('requests that come later are shown, and who looks at a moment goes on looking at it', async ({ open }) => {
  const { page, complaints } = await opened(open, errors, '#t=20-21');
  const carried = 'document.getElementById("run-state").textContent';
  const rows = 'document.getElementById("run-rows").textContent';
  await page.evaluate(`unbrokenTimeline.append({ state: ${carried}, rows: ${rows} })`);
  await page.locator('#stage').focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toContainText('Request');
  expect((await range(page))[0]).toBeGreaterThanOrEqual(19);
  expect(complaints).toEqual([]);
});

/** A million requests without the files: what a run of that length looks like to the page. */
const long = (count: number): Evidence => {
  const { plan, journal, rows } = keystoneRun({ order: 'rolling', skip: ['drain'] });
  const beside = Math.ceil(count / rows.length);
  const spread = rows.flatMap((row, i): Row[] => {
    const gap = (rows[i + 1]?.intended ?? row.intended + 1000) - row.intended;
    return Array.from({ length: beside }, (_, copy) => ({
      ...row,
      intended: row.intended + Math.floor((gap * copy) / beside),
      session: row.session! * beside + copy,
    }));
  });
  return { plan, journal, ledger: ledgerOf(spread), access: null };
};

test('a million requests: one file of less than 10 MB, every failure in it', async ({ open }) => {
  test.setTimeout(400_000);
  const evidence = long(1_000_000);
  const html = renderHtml(judge(evidence), evidence);
  expect(html.length).toBeLessThan(10e6);
  const { page, complaints } = await open(html);
  await page.waitForSelector('#timeline[data-ready]', { timeout: 120_000 });
  const failures = evidence.ledger.outcome.reduce((sum, outcome) => sum + Number(outcome !== 0), 0);
  await page.getByText('The timeline in words').click();
  await expect(page.locator('#lanes-told')).toContainText(`status 503: ${failures}`);
  await page.locator('#stage').focus();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toContainText('status 503');
  expect(complaints).toEqual([]);
});
