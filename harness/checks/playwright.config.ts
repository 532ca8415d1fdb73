import { dirname } from 'node:path';
import { defineConfig } from '@playwright/test';
import { isFor, Occasion, readSetting } from './setting.ts';

const { files, outputFolder, limitSeconds } = readSetting();

const exactly = (file: string) => new RegExp(`^${RegExp.escape(file)}$`);

// A folder is a project of its own, so that files from anywhere can be run together and nothing beside them is loaded.
const projects = Occasion.options.flatMap((name) => {
  const chosen = files.filter((file) => isFor(file, name));
  return [...Map.groupBy(chosen, dirname)].map(([testDir, its]) => ({ name, testDir, testMatch: its.map(exactly) }));
});

// No retries: what works at the second attempt does not work. One worker: checks share servers.
export default defineConfig({
  projects,
  retries: 0,
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  globalTimeout: limitSeconds * 1000,
  expect: { timeout: 30_000 },
  outputDir: outputFolder,
  reporter: './reporter.ts',
});
