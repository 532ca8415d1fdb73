import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, test as base, type Page } from '@playwright/test';
import { launch } from './launch.ts';

export interface Opened {
  readonly page: Page;
  /** All that a page that needs nothing and runs clean never does. */
  readonly complaints: string[];
}

export type Open = (page: string, options?: BrowserContextOptions) => Promise<Opened>;

/** Opens a page from disk, and listens to everything that it says or asks for. */
export const test = base.extend<{ open: Open }, { chrome: Browser }>({
  chrome: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from a pattern
    async ({}, use) => {
      const browser = await launch();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  open: async ({ chrome }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'unbroken-report-'));
    const contexts: { close(): Promise<void> }[] = [];
    await use(async (html, options = {}) => {
      const path = join(folder, `${contexts.length}.html`);
      writeFileSync(path, html);
      const context = await chrome.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
      page.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on('request', (request) => {
        if (new URL(request.url()).pathname !== path) complaints.push(`request: ${request.url()}`);
      });
      await page.goto(`file://${path}`);
      return { page, complaints };
    });
    for (const context of contexts) await context.close();
    rmSync(folder, { recursive: true });
  },
});

export { expect } from '@playwright/test';
