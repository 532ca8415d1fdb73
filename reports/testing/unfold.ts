import type { Page } from '@playwright/test';

/** Opens all that can be opened, at once. */
export async function unfold(page: Page, which = 'details'): Promise<void> {
  await page.evaluate(`document.querySelectorAll(${JSON.stringify(which)}).forEach((each) => { each.open = true; })`);
}
