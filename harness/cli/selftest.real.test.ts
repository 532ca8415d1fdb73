import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Workplace } from './testing/index.ts';

test('the quick suite finds what is planted, leaves a table and a stamp, and the certificate names it', async () => {
  test.setTimeout(600_000);
  using place = new Workplace();
  const environment = { XDG_STATE_HOME: join(place.folder, 'state') };
  const { code, stdout, stderr } = await place.runWith(environment, 'selftest', '--quick');
  expect(stderr + stdout).not.toContain('✗');
  expect(code).toBe(0);
  const folder = join(place.folder, 'runs', readdirSync(join(place.folder, 'runs'))[0]!);
  const result = JSON.parse(readFileSync(join(folder, 'selftest.json'), 'utf8'));
  expect(result.failed).toBe(0);
  expect(result.trials.length).toBe(result.passed);
  expect(readFileSync(join(folder, 'selftest.md'), 'utf8')).toContain('`unbroken certify keystone --plant no-drain');
  expect(readdirSync(join(place.folder, 'state', 'unbroken', 'selftest'))).toHaveLength(1);

  const stored = join(folder, '1', 'runs', readdirSync(join(folder, '1', 'runs'))[0]!);
  expect(existsSync(join(stored, 'planted.json'))).toBe(true);
  const report = readFileSync(join(stored, 'report.html'), 'utf8');
  expect(report).toContain('in an exercise, with no-drain planted: no certificate');
});

test('an exercise is never a certificate, and wants a lab of its own', async () => {
  using place = new Workplace();
  const borrowed = await place.run('certify', 'keystone', '--plant', 'hang', '--lab', 'mine');
  expect(borrowed.code).toBe(64);
  expect(borrowed.stderr).toContain('a lab of its own');
  const unknown = await place.run('certify', 'keystone', '--plant', 'no-such-fault');
  expect(unknown.code).toBe(64);
  expect(unknown.stderr).toContain('there are: no-drain');
});

test('a fault that this machine is no place for is told, and is no failure', async () => {
  using place = new Workplace();
  const tools = join(place.folder, 'tools');
  mkdirSync(tools);
  for (const tool of ['sh', 'dirname', 'readlink', 'node', 'uname'])
    symlinkSync(execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(), join(tools, tool));
  const withoutUnshare = { PATH: tools, XDG_STATE_HOME: join(place.folder, 'state') };
  const { code, stdout, stderr } = await place.runWith(withoutUnshare, 'selftest', '--only', 'half-open');
  expect(stderr).toMatch(/^– half-open +not plantable here: it takes a network namespace/);
  expect(stdout).toContain('0 as expected, 0 not, 1 not plantable here');
  expect(code).toBe(0);
  const alone = await place.runWith(withoutUnshare, 'certify', 'keystone', '--plant', 'half-open');
  expect(alone.stderr).toContain('this fault cannot be planted here');
  expect(alone.code).toBe(64);
});

test('what is planted is listed, with what must be found', async () => {
  using place = new Workplace();
  const { code, stdout } = await place.run('selftest', '--list', '--only', 'hang');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^hang +service +refused: errors in a step "observe"/);
});

test('on a machine that is kept busy a clean upgrade is never refused, and what kept it busy is gone afterwards', async () => {
  test.setTimeout(400_000);
  using place = new Workplace();
  const running = place.start('selftest', '--clean', '1', '--hog', '6');
  await expect.poll(() => hogsOf(running.pid)).toHaveLength(6);
  const hogs = hogsOf(running.pid);
  const { code, stdout, stderr } = await running.outcome;
  expect(stdout, stderr).toMatch(/1 as expected, 0 not, in \d+ s: 1 (inconclusive|certified)/);
  expect(code).toBe(0);
  const [folder] = readdirSync(join(place.folder, 'runs'));
  const result = JSON.parse(readFileSync(join(place.folder, 'runs', folder!, 'selftest.json'), 'utf8'));
  expect(result).toMatchObject({ hogs: 6, passed: 1 });
  expect(result.trials[0].verdict).not.toBe('refused');
  await expect.poll(() => hogs.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
});

function hogsOf(pid: number): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.filter((child) => {
    const file = `/proc/${child}/cmdline`;
    return existsSync(file) && readFileSync(file, 'utf8').includes('hog-process');
  });
}

test('a busy machine is for clean runs only', async () => {
  using place = new Workplace();
  const { code, stderr } = await place.run('selftest', '--hog', '2');
  expect(stderr).toContain('--hog goes with --clean');
  expect(code).toBe(64);
});
