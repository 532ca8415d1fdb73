import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { judge } from '../judge/index.ts';
import { sampleEvidence } from '../judge/testing/index.ts';
import { Workplace } from './testing/index.ts';

const certified = judge(sampleEvidence('certified'));
const refused = judge(sampleEvidence('refused-errors'));

/** A nightly's artifacts, as they lie when they were downloaded. */
function nightly(): Workplace {
  const work = new Workplace();
  const { folder } = work;
  const put = (path: string, verdict: unknown) => {
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'verdict.json'), JSON.stringify(verdict));
  };
  put('monday/one', { ...certified, run: { ...certified.run, name: 'one' } });
  put('tuesday/deep/two', { ...refused, run: { ...refused.run, name: 'two' } });
  put('old', { format: 0 });
  put('odd', { ...certified, verdict: 'perhaps' });
  mkdirSync(join(folder, 'going-on'));
  writeFileSync(join(folder, 'going-on', 'plan.json'), '{}');
  return work;
}

test('a history is a page beside the runs and a sentence, and tells what it could not read and why', async () => {
  using work = nightly();
  const { code, stdout, stderr } = await work.run('history', work.folder);
  expect(code).toBe(0);
  expect(stdout).toContain('2 upgrades: 1 certified, 0 inconclusive, 1 refused');
  const page = readFileSync(join(work.folder, 'index.html'), 'utf8');
  expect(page).toContain('2 upgrades');
  expect(stderr).toContain('old: verdict.json has format 0; this build reads format 1');
  expect(stderr).toMatch(/odd: verdict\.json: verdict:/);
  expect(stderr).toContain('going-on: it has no verdict.json');
});

test('addresses on a page that lies elsewhere still lead to the reports', async () => {
  using work = nightly();
  copyFileSync(join(work.folder, 'old', 'verdict.json'), join(work.folder, 'monday', 'one', 'report.html'));
  mkdirSync(join(work.folder, 'site'));
  await work.run('history', work.folder, '--html', join(work.folder, 'site', 'all.html'));
  const page = readFileSync(join(work.folder, 'site', 'all.html'), 'utf8');
  const [, address = ''] = /href="(\.[^"]*report\.html)"/.exec(page) ?? [];
  expect(existsSync(join(work.folder, 'site', address))).toBe(true);
});

test('two runs are compared in words and on a page', async () => {
  using work = nightly();
  const [one, two] = [join(work.folder, 'monday/one'), join(work.folder, 'tuesday/deep/two')];
  const file = join(work.folder, 'compared.html');
  const { code, stdout } = await work.run('compare', one, two, '--html', file);
  expect(code).toBe(0);
  expect(stdout).toMatch(/before {2}one: certified\nafter {3}two: refused/);
  expect(readFileSync(file, 'utf8')).toContain('Certified before, refused after');
});

test('what is no run, and no folder, is said', async () => {
  using work = nightly();
  const wrong = await work.run('compare', work.folder, join(work.folder, 'old'));
  expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('no verdict.json')]);
  const nowhere = await work.run('history', join(work.folder, 'nowhere'));
  expect([nowhere.code, nowhere.stderr]).toEqual([64, expect.stringContaining('expected a folder')]);
});
