import type { JournalEvent } from '../../harness/journal/index.ts';
import { judge } from '../../harness/judge/index.ts';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';
import { LiveView, Scene } from '../../harness/live/index.ts';
import { page as renderHtml } from '../html/index.ts';
import { expect, hostile, launch, test } from '../testing/index.ts';
import { livePage } from './page.ts';

/** A page that is served, for a run whose events come when the test wants them to. */
async function shown(evidence: ReturnType<typeof sampleEvidence>) {
  const view = await LiveView.open();
  const scene = new Scene({ plan: evidence.plan, folder: 'runs/one', usualMs: new Map() });
  view.begin({ scene, page: livePage(evidence.plan), ledgerOf: () => '/dev/null/ledger' });
  const browser = await launch();
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(view.address)) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(view.address);
  return {
    ...{ view, page, complaints },
    happen: (events: readonly JournalEvent[]) => {
      for (const event of events) {
        scene.see(event);
        view.see(event);
      }
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      view[Symbol.dispose]();
    },
  };
}

test('steps advance, a reload changes nothing, harm is told as harm, and at the end there is the report', async () => {
  const evidence = sampleEvidence('refused-errors');
  await using run = await shown(evidence);
  const { page, view, complaints } = run;
  const { journal } = evidence;
  const middle = journal.findIndex((event) => event.event === 'step-started' && event.step === '3.1');
  run.happen(journal.slice(0, middle + 1));
  await expect(page.locator('[id="step-3.1"]')).toHaveAttribute('aria-current', 'step');
  await expect(page.locator('[id="step-1.1"]')).toContainText('done');
  const seen = async (): Promise<string[]> => page.locator('#steps tr, #servers tr, #figures div').allInnerTexts();
  const before = await seen();
  await page.reload();
  await expect(page.locator('[id="step-3.1"]')).toHaveAttribute('aria-current', 'step');
  expect(await seen()).toEqual(before);
  run.happen(journal.slice(middle + 1));
  await expect(page.locator('#so-far')).toHaveClass(/bad/);
  await expect(page.locator('#sentence')).toContainText('failed or stayed without an answer');
  await expect(page.locator('#servers').getByRole('row', { name: 'keystone1' })).toContainText('ready');
  // There is no ledger here to follow.
  await expect(page.locator('#unread')).toContainText('can not be read');
  await view.become(renderHtml(judge(evidence), evidence));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Refused');
  view[Symbol.dispose]();
  await page.locator('#stage').hover();
  expect(complaints).toEqual([]);
});

test('hostile names are shown as text, and a phone does not scroll sideways', async () => {
  const evidence = hostile(sampleEvidence('refused-errors'));
  await using run = await shown(evidence);
  const { page, complaints } = run;
  await page.setViewportSize({ width: 380, height: 760 });
  run.happen(evidence.journal.slice(0, -1));
  await expect(page.locator('#servers tbody tr')).not.toHaveCount(0);
  await expect(page.locator('#servers tbody th').first()).toContainText('keystone');
  expect(await page.evaluate('window.pwned')).toBeUndefined();
  expect(await page.evaluate('document.images.length + document.querySelectorAll("[onload],[onerror]").length')).toBe(
    0,
  );
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(380);
  expect(complaints).toEqual([]);
});

test('when the command is gone the page says so, and where the run lies', async () => {
  const evidence = sampleEvidence('interrupted');
  await using run = await shown(evidence);
  const { page, view } = run;
  run.happen(evidence.journal.slice(0, 100));
  await expect(page.locator('#link')).toHaveText('live');
  await expect(page.locator('#word')).toHaveText('Running');
  view[Symbol.dispose]();
  await expect(page.locator('#word')).toHaveText('Out of sight');
  await expect(page.locator('#sentence')).toContainText('runs/one');
});
