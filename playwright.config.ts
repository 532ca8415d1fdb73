import { globSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { enginePossible, HOW_TO_ENABLE } from './lab/docker/testing/possible.ts';

const CONTAINERS = '**/*.containers.test.ts';

const containers = (await enginePossible()) ? [{ name: 'containers', testMatch: CONTAINERS, timeout: 300_000 }] : [];
if (containers.length === 0 && process.env.UNBROKEN_CONTAINERS === 'required')
  throw new Error(`the tests with containers must run here, and there is no container engine; ${HOW_TO_ENABLE}`);
const notRun = containers.length > 0 ? [] : globSync(CONTAINERS, { exclude: ['node_modules'] });

// `pure` needs nothing but Node; `real` drives HAProxy, SSH, processes and a browser; `containers` a container engine.
// One worker: real labs share two cores, and a starved recorder is an honest "inconclusive".
export default defineConfig({
  testDir: '.',
  retries: 0,
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  reporter: [['list'], ['./bin/closing-line.ts', { notRun, enable: HOW_TO_ENABLE }]],
  projects: [
    { name: 'pure', testMatch: '**/*.test.ts', testIgnore: ['**/*.real.test.ts', CONTAINERS] },
    { name: 'real', testMatch: '**/*.real.test.ts', timeout: 180_000 },
    ...containers,
  ],
});
