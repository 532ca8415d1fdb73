import { defineConfig } from '@playwright/test';

// `pure` needs nothing but Node; `real` drives HAProxy, SSH, processes and a browser.
// One worker: real labs share two cores, and a starved recorder is an honest "inconclusive".
export default defineConfig({
  testDir: '.',
  retries: 0,
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['./bin/closing-line.ts']],
  projects: [
    { name: 'pure', testMatch: '**/*.test.ts', testIgnore: '**/*.real.test.ts' },
    { name: 'real', testMatch: '**/*.real.test.ts', timeout: 180_000 },
  ],
});
