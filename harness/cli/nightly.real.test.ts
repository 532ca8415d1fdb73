import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Night } from '../nightly/index.ts';
import { Workplace } from './testing/index.ts';

/** One upgrade that a machine like this can take in seconds, and one that no machine can. */
const JOBS = `jobs:
  - name: quick
    says: Keystone on this machine
    command: [certify, keystone, --shape, small, --rate, 60, --baseline, 3, --mixed, 2, --settle, 3]
  - name: nowhere
    says: Keystone where nobody can go
    command: [certify, keystone, --lab, moon]
    needs: { lab: moon }
`;

const nightsIn = (place: Workplace): string[] =>
  readdirSync(join(place.folder, 'nights')).filter((name) => name.endsWith('-nightly'));

function nightIn(place: Workplace, nth: number): Night {
  return JSON.parse(readFileSync(join(place.folder, 'nights', nightsIn(place)[nth]!, 'night.json'), 'utf8'));
}

const linksIn = (html: string): string[] =>
  [...html.matchAll(/href="(\.\/[^"]+)"/g)].map(([, path = '']) => decodeURIComponent(path));

test('a night: what can be run is, what cannot is told, and each link of the page leads somewhere', async () => {
  test.setTimeout(180_000);
  using place = new Workplace();
  writeFileSync(join(place.folder, 'jobs.yaml'), JOBS);
  const first = await place.run('nightly', '--jobs', 'jobs.yaml', '--junit', 'unbroken.xml');
  expect(first.code).toBe(2);
  expect(first.stdout).toContain('INCONCLUSIVE: 1 of 2 jobs ended as they should; not run: nowhere.');
  const [quick, nowhere] = nightIn(place, 0).jobs;
  expect(quick).toMatchObject({ state: 'ended', code: 0, asExpected: true, figures: { failed: 0 } });
  expect(nowhere).toMatchObject({ state: 'not-run', why: expect.stringContaining('makes no lab "moon"') });
  expect(readFileSync(join(place.folder, 'unbroken.xml'), 'utf8')).toContain('tests="2" failures="0" errors="1"');

  const again = place.start('nightly', '--jobs', 'jobs.yaml', '--only', 'quick');
  await again.says(/what it says goes to/);
  const output = () => join(place.folder, 'nights', nightsIn(place)[1]!, 'quick/output.txt');
  await expect
    .poll(() => existsSync(output()) && readFileSync(output(), 'utf8'), { timeout: 60_000 })
    .toMatch(/✓ .* 2\.1 /);
  again.kill('SIGINT');
  expect((await again.outcome).code).toBe(130);
  // Whatever ended it, the job put back what it had changed, and is judged.
  expect(nightIn(place, 1).jobs).toMatchObject([
    { name: 'quick', state: 'interrupted', code: 130, figures: { requests: expect.any(Number) } },
    { name: 'nowhere', state: 'left-out' },
  ]);
  expect(readFileSync(output(), 'utf8')).toContain('INTERRUPTED');

  const html = readFileSync(join(place.folder, 'nights/index.html'), 'utf8');
  expect(html).toContain('<h1>Interrupted</h1>');
  const links = linksIn(html);
  expect(links.filter((path) => path.endsWith('report.html')).length).toBeGreaterThanOrEqual(2);
  expect(links.filter((path) => !existsSync(join(place.folder, 'nights', path)))).toEqual([]);
});

test('a job that nobody knows, and a file with something wrong in it, are told before anything is begun', async () => {
  using place = new Workplace();
  const unknown = await place.run('nightly', '--only', 'tuesday');
  expect(unknown).toMatchObject({ code: 64, stderr: expect.stringContaining('no job "tuesday"') });
  writeFileSync(join(place.folder, 'jobs.yaml'), JOBS.replace('needs: { lab: moon }', 'needs: { memoryMiB: lots }'));
  const odd = await place.run('nightly', '--jobs', 'jobs.yaml');
  expect(odd).toMatchObject({ code: 64, stderr: expect.stringContaining('jobs.yaml:8:25: jobs.1.needs.memoryMiB') });
  expect(existsSync(join(place.folder, 'nights'))).toBe(false);
});
