import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Workplace } from './testing/index.ts';

const SHORT = ['--baseline', '2', '--mixed', '1', '--settle', '2'];

test('the default order is certified, with every output, and no secret in any of them', async () => {
  using place = new Workplace();
  const { code, stdout, stderr } = await place.run('certify', 'keystone', ...SHORT, '--junit', 'out.xml');
  expect(stderr + stdout).toContain('CERTIFIED');
  expect(code).toBe(0);
  const { verdict, findings, proof, releases, upgrade } = place.verdict;
  expect(verdict).toBe('certified');
  expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  expect(upgrade.order).toBe('crossover');
  expect(proof.intended).toBe(proof.ok);
  expect(proof.versionOrder['real-time']?.violations).toBe(0);
  expect(releases).toHaveLength(3);
  for (const { before, after } of releases) expect([before, after]).toEqual(['2025.1', '2026.1']);
  for (const file of [
    'plan.json',
    'inventory.json',
    'scenario.json',
    'journal.ndjson',
    'junit.xml',
    'summary.md',
    'report.html',
    'metrics.txt',
    'grafana.json',
    'haproxy-lb1.cfg',
    'haproxy-lb1.log',
  ])
    expect(existsSync(join(place.runFolder, file)), file).toBe(true);
  expect(readFileSync(join(place.folder, 'out.xml'), 'utf8')).toContain('<testsuites');
  expect(stdout).toContain(join(place.runFolder, 'report.html'));
  expect(await place.run('verify', place.runFolder)).toMatchObject({ code: 0, stdout: 'as it was sealed\n' });
});

test('a stored run says the format of each file, and is judged again to the same bytes', async () => {
  using place = new Workplace();
  const first = await place.run('certify', 'keystone', ...SHORT, '--json');
  for (const file of ['plan.json', 'scenario.json', 'inventory.json', 'keepsake.json', 'verdict.json', 'manifest.json'])
    expect(JSON.parse(readFileSync(join(place.runFolder, file), 'utf8')), file).toMatchObject({ format: 1 });
  const [opening] = readFileSync(join(place.runFolder, 'journal.ndjson'), 'utf8').split('\n');
  expect(JSON.parse(opening!)).toMatchObject({ event: 'run-started', format: 1 });

  const again = await place.run('judge', place.runFolder, '--json');
  expect(again.stdout).toBe(first.stdout);
  expect(again.code).toBe(first.code);

  const journal = join(place.runFolder, 'journal.ndjson');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const changed = lines.findIndex((line) => line.includes('"pulse"'));
  writeFileSync(journal, lines.with(changed, lines[changed]!.replace('"failed":0', '"failed":7')).join('\n'));
  expect(await place.run('verify', place.runFolder)).toMatchObject({
    code: 1,
    stderr: `journal.ndjson:${changed + 1} was changed\n`,
  });
  const tampered = await place.run('judge', place.runFolder);
  expect(tampered.stdout).toContain(`journal.ndjson:${changed + 1} was changed`);
  expect(tampered.code).toBe(2);
  expect((await place.run('resume', place.runFolder)).stderr).toContain('was changed since the run');
});

test('the documented order is refused for versions going back, and shows the pair of answers', async () => {
  using place = new Workplace();
  const { code } = await place.run('certify', 'keystone', '--order', 'rolling', ...SHORT);
  expect(code).toBe(1);
  const { verdict, findings, proof } = place.verdict;
  expect(verdict).toBe('refused');
  const refusals = findings.filter(({ severity }) => severity === 'refuse');
  expect(new Set(refusals.map((finding) => finding.class))).toEqual(new Set(['version-order']));
  const [before, after] = refusals[0]!.exhibits;
  expect(before!.version).toBe('3.15');
  expect(after!.version).toBe('3.14');
  expect(before!.end!).toBeLessThan(after!.sent!);
  expect(proof.failed + proof.unknown).toBe(0);
});

test('without the drain the verdict is refused, and names the stop', async () => {
  using place = new Workplace();
  const { code } = await place.run('certify', 'keystone', '--skip', 'drain', '--order', 'rolling', ...SHORT);
  expect(code).toBe(1);
  const { findings, steps, upgrade } = place.verdict;
  const exposed = findings.filter((finding) => finding.class === 'exposed' && finding.severity === 'refuse');
  expect(exposed.length).toBeGreaterThan(0);
  for (const { step } of exposed) expect(steps.find((one) => one.step === step)?.title).toContain('stop keystone');
  expect(upgrade.skipped).toEqual(['drain']);
  expect(readFileSync(join(place.runFolder, 'report.html'), 'utf8')).toContain('drain');
});

test('an interruption puts everything back, reports, and says 130', async () => {
  using place = new Workplace();
  const running = place.start('certify', 'keystone', ...SHORT);
  await running.says(/✓ .* 2\.3 +install keystone/);
  running.kill('SIGINT');
  const { code, stdout } = await running.outcome;
  expect(code).toBe(130);
  expect(stdout).toContain('INTERRUPTED');
  const { ended, findings, releases } = place.verdict;
  expect(ended).toBe('interrupted');
  expect(findings.filter((finding) => finding.class === 'left-out')).toEqual([]);
  for (const { after } of releases) expect(after).toBe('2025.1');
  expect(existsSync(join(place.runFolder, 'report.html'))).toBe(true);
});
