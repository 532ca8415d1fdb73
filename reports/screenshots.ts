import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { BrowserContextOptions } from '@playwright/test';
import { launch } from './testing/index.ts';

/**
 * `npm run screenshots -- runs/… pictures`: the report of a real run as people meet it, to be looked at before it is shown.
 * `--readme docs/report.png` writes the picture in the README as well.
 */

const WIDE = { width: 1280, height: 900 };
const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: WIDE, colorScheme: 'light' },
  dark: { viewport: WIDE, colorScheme: 'dark' },
  phone: { viewport: { width: 380, height: 760 }, colorScheme: 'light', deviceScaleFactor: 2 },
};

const { values, positionals } = parseArgs({ allowPositionals: true, options: { readme: { type: 'string' } } });
const [run, folder] = positionals;
const reports = ['judged-again/report.html', 'report.html', ''].map((name) => join(run ?? '', name));
const report = reports.find((file) => file.endsWith('.html') && existsSync(file));
if (!report || !folder) {
  process.stderr.write('expected: RUN FOLDER [--readme PICTURE.png], with a report.html in RUN\n');
  process.exit(64);
}
mkdirSync(folder, { recursive: true });
const address = pathToFileURL(resolve(report)).href;
await using browser = await launch();
for (const [name, options] of Object.entries(LOOKS)) {
  const page = await browser.newPage(options);
  await page.goto(address);
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  await page.close();
}
const page = await browser.newPage({ viewport: { width: 1200, height: 1500 }, colorScheme: 'light' });
await page.goto(address);
await page.pdf({ path: join(folder, 'paper.pdf'), format: 'A4', printBackground: true });
if (values.readme !== undefined) await page.screenshot({ path: values.readme });
