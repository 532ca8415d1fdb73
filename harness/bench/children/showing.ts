import { pathToFileURL } from 'node:url';
import { launch } from '../../../reports/testing/index.ts';
import type { ShowingOrder, Shown } from '../messages.ts';

/** Opens a report from disk, each time in a window of its own, and tells when there was something to see. */

const PATIENCE_MS = 120_000;
const { file, rounds } = JSON.parse(process.argv[2]!) as ShowingOrder;
await using browser = await launch();
const seen: Shown[] = [];
for (let round = 0; round < rounds; round += 1) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
  await page.waitForSelector('#timeline[data-ready]', { timeout: PATIENCE_MS });
  const at = (name: string) => page.evaluate<number>(`performance.getEntriesByName('${name}')[0].startTime`);
  seen.push({ firstPaint: await at('first-contentful-paint'), timeline: await at('timeline-ready') });
  await page.close();
}
process.send!(seen, () => process.disconnect());
