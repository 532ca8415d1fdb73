import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './testing/index.ts';

/** `npm run picture -- runs/…/report.html docs/report.png`: the first screens of a real report, for the README. */

const [report, picture] = process.argv.slice(2);
if (!report || !picture) {
  process.stderr.write('expected: REPORT.html PICTURE.png\n');
  process.exit(64);
}
await using browser = await launch();
const page = await browser.newPage({ viewport: { width: 1200, height: 1500 }, colorScheme: 'light' });
await page.goto(pathToFileURL(resolve(report)).href);
await page.screenshot({ path: picture });
