import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { judge } from '../judge/index.ts';
import { nights, sampleEvidence } from '../judge/testing/index.ts';
import { Workplace } from './testing/index.ts';

/** Verdicts as builds of 0.1.0 wrote them before incidents, stalls and reconciliation were told. They stay as they are. */
const FIRST_FORMAT = fileURLToPath(new URL('./testing/first-format', import.meta.url));

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
  put('future', { format: 9, run: { harness: '7.1.0' } });
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
  expect(stderr).toContain('future: verdict.json has format 9, which is newer than this build');
  expect(stderr).toContain('read it with Unbroken 7.1.0, or a later one');
  expect(stderr).toMatch(/odd: verdict\.json: verdict:/);
  expect(stderr).toContain('going-on: it has no verdict.json');
});

test('two hundred nights: each is a row of the page, and they are summed up', async () => {
  using work = new Workplace();
  for (const judgement of nights(200)) {
    mkdirSync(join(work.folder, judgement.run.name));
    writeFileSync(join(work.folder, judgement.run.name, 'verdict.json'), JSON.stringify(judgement));
  }
  const { code, stdout, stderr } = await work.run('history', work.folder);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('200 upgrades: ');
  const page = readFileSync(join(work.folder, 'index.html'), 'utf8');
  expect(page.slice(page.indexOf('<section id="runs"')).split('<tr>').length - 2).toBe(200);
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

test('runs of the first builds, whose format said less, are read from wherever they were copied to', async () => {
  using work = new Workplace();
  cpSync(FIRST_FORMAT, join(work.folder, 'copied', 'elsewhere'), { recursive: true });
  const history = await work.run('history', work.folder);
  expect([history.code, history.stderr]).toEqual([0, '']);
  expect(history.stdout).toContain('2 upgrades: 1 certified, 0 inconclusive, 1 refused');
  const [good, bad] = ['certified', 'refused-errors'].map((kind) => join(work.folder, 'copied', 'elsewhere', kind));
  const comparison = await work.run('compare', good!, bad!);
  expect([comparison.code, comparison.stderr]).toEqual([0, '']);
  expect(comparison.stdout).toMatch(/: certified\n.*: refused\n/);
});

test('a run of a newer format is refused by whatever reads it, with the version that does', async () => {
  using work = new Workplace();
  const file = (name: string, content: object) => writeFileSync(join(work.folder, name), JSON.stringify(content));
  file('plan.json', { format: 2, harness: '3.0.0' });
  file('verdict.json', { format: 2, run: { harness: '3.0.0' } });
  for (const command of [['judge'], ['compare', work.folder]]) {
    const { code, stderr } = await work.run(...command, work.folder);
    expect([code, stderr]).toEqual([
      64,
      expect.stringMatching(/newer than this build(.|\n)*Unbroken 3\.0\.0, or a later/),
    ]);
  }
});

test('what is no run, and no folder, is said', async () => {
  using work = nightly();
  const wrong = await work.run('compare', work.folder, join(work.folder, 'old'));
  expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining('no verdict.json')]);
  const nowhere = await work.run('history', join(work.folder, 'nowhere'));
  expect([nowhere.code, nowhere.stderr]).toEqual([64, expect.stringContaining('expected a folder')]);
});
