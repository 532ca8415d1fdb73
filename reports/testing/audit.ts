import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';

const axe = (): string => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const RUN = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html.slice(0, 200) + '\\n' + failureSummary)))`;

/** What axe-core takes for a serious or critical fault of a page as it stands, for people who read it otherwise than most. */
export async function audit(page: Page): Promise<string[]> {
  // Told to the browser and not put into the page, whose policy would rightly not let it run.
  await page.evaluate(axe());
  return await page.evaluate<string[]>(RUN);
}
