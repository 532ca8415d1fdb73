import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Lab } from '../../lab/index.ts';
import { keepConfigurations } from './configurations.ts';
import { RunFolder } from './folder.ts';

test('each life keeps its own, without secrets', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'configurations-'));
  const configFile = join(folder.path, 'haproxy.cfg');
  const lab = { description: { balancers: { lb1: { configFile }, lb2: {} } } } as unknown as Lab;
  const run = new RunFolder(folder.path);
  for (const [life, retries] of [1, 2].entries()) {
    writeFileSync(configFile, `retries ${retries}\nstats auth operator:secret\n`);
    keepConfigurations(lab, run, life + 1);
  }
  expect(readFileSync(run.file('haproxy-lb1.cfg'), 'utf8')).toBe('retries 1\nstats auth ***\n');
  expect(readFileSync(run.file('haproxy-lb1.cfg.2'), 'utf8')).toBe('retries 2\nstats auth ***\n');
});
