import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { destroyLocalLab, provisionLocalLab } from '../../lab/index.ts';
import { readJournal } from '../journal/index.ts';
import { type Outcome, Workplace } from './testing/index.ts';

const SHORT = ['--baseline', '2', '--mixed', '1', '--settle', '2'];
const DOOR = fileURLToPath(new URL('../checks/index.ts', import.meta.url));
const KEYSTONE = fileURLToPath(new URL('../../scenarios/keystone', import.meta.url));

/** Passes on the release before, and not on the one after it. */
const AGAINST_THE_UPGRADE = `
import { expect, test } from '${DOOR}';

test('the lab runs the release that it ran before', async ({ ssh, lab }) => {
  const { stdout } = await (await ssh('controller1')).run('installed-release keystone', { timeoutMs: 10_000 });
  expect(stdout.trim()).toBe(lab.releases.old);
});

test('somebody can log in', async ({ cloud }) => {
  expect((await cloud.identity.get('/projects')).status).toBe(200);
});

test('what was never true', async () => {
  expect('this').toBe('that');
});
`;

/** Keystone's, with checks as the test wants them. */
function writeScenario(place: Workplace, checks: string): void {
  const scenario = readFileSync(join(KEYSTONE, 'scenario.yaml'), 'utf8')
    .replace(/^checks:.*\n/m, '')
    .replace('traffic: traffic.yaml', `traffic: ${join(KEYSTONE, 'traffic.yaml')}\n${checks}`);
  writeFileSync(join(place.folder, 'mine.yaml'), scenario);
}

test('a check of the user’s own that fails after the upgrade refuses it; one that failed before as well does not', async () => {
  using place = new Workplace();
  writeFileSync(join(place.folder, 'own.check.mts'), AGAINST_THE_UPGRADE);
  writeScenario(place, 'checks: { files: [own.check.mts] }');
  const { code, stderr } = await place.run('certify', './mine.yaml', ...SHORT);
  expect(code, stderr).toBe(1);
  const { findings, checks, assumptions, steps } = place.verdict;
  const refusals = findings.filter(({ severity }) => severity === 'refuse');
  expect(refusals.map((finding) => [finding.class, finding.step])).toEqual([['check-failed', steps.at(-1)?.step]]);
  expect(refusals[0]?.title).toContain('the lab runs the release that it ran before');
  expect(findings.filter((finding) => finding.class === 'check-failed' && finding.severity === 'inform')).toHaveLength(
    1,
  );
  expect(assumptions.filter(({ holds }) => !holds)).toEqual([]);
  expect(checks.slice(0, 2)).toMatchObject([
    { file: 'own.check.mts', before: 'passed', after: 'failed' },
    { file: 'own.check.mts', before: 'failed', after: 'failed' },
  ]);
  expect(checks.slice(2).filter(({ before, after }) => before !== 'passed' || after !== 'passed')).toEqual([]);
  expect(checks.map(({ file }) => file)).toContain('keystone/endpoints.check.ts');
  expect(JSON.stringify(checks)).not.toContain('nova/');
  expect(readFileSync(join(place.runFolder, 'report.html'), 'utf8')).toContain('Worse than before');
});

test.describe('on a lab with compute, network and volumes', () => {
  const id = `checks-${process.pid}`;
  test.beforeAll(() => provisionLocalLab({ id, shape: 'small', projects: ['glance', 'nova', 'neutron', 'cinder'] }));
  test.afterAll(() => destroyLocalLab(id));

  const passed = ({ code, stdout, stderr }: Outcome): string[] => {
    expect(code, stdout + stderr).toBe(0);
    return stdout.split('\n').filter((line) => line.startsWith('✓'));
  };

  test('what is kept before is found after, all that applies passes, and nothing stays behind', async () => {
    using place = new Workplace();
    const before = passed(await place.run('check', '--lab', id, '--when', 'before'));
    const keepsake = join(place.folder, `keepsake-${id}.json`);
    const { resources } = JSON.parse(readFileSync(keepsake, 'utf8')) as { resources: { path: string }[] };
    expect(resources.map(({ path }) => path.split('/').at(-2)).sort()).toEqual([
      ...['images', 'networks', 'os-keypairs', 'projects', 'security-groups', 'servers', 'subnets', 'volumes'],
    ]);
    const again = await place.run('check', '--lab', id);
    expect([again.code, again.stderr]).toEqual([64, expect.stringContaining('--when after')]);

    const after = passed(await place.run('check', '--lab', id, '--when', 'after'));
    expect(after.length).toBeGreaterThan(before.length);
    for (const name of [
      'ServerActionsTestJSON.test_pause_unpause_server',
      'ServerRescueTestJSON.test_rescued_vm_add_remove_security_group',
      'TestServerMultinode.test_schedule_to_all_nodes',
      'TestServerBasicOps.test_server_basic_ops',
      'ServersTestJSON.test_host_name_is_same_as_server_name',
      'nova-conductor is up on every node',
      'neutron-l3-agent is alive on every node',
    ])
      for (const lines of [before, after]) expect(lines.join('\n')).toContain(name);
    expect(after.join('\n')).toContain('a server that is made after the upgrade');

    const leftovers = await place.run('check', '--lab', id, '--when', 'after', '--suites', 'nova', '--json');
    expect(leftovers.code).toBe(1);
    expect(leftovers.stdout).toContain('No server was kept');
  });

  test('a file that can’t be loaded is told with its reason, and is no verdict on the cloud', async () => {
    using place = new Workplace();
    writeFileSync(join(place.folder, 'broken.check.mts'), `import { test } from '${DOOR}';\nnonsense();\n`);
    const { code, stderr } = await place.run('check', './broken.check.mts', '--lab', id);
    expect(code).toBe(64);
    expect(stderr).toContain('nonsense is not defined');
    const missing = await place.run('check', './none.check.ts', '--lab', id);
    expect([missing.code, missing.stderr]).toEqual([64, expect.stringContaining('no file of checks')]);
  });

  test('the examples of the documentation pass, before and after', async () => {
    using place = new Workplace();
    const page = readFileSync(fileURLToPath(new URL('../../docs/checks.md', import.meta.url)), 'utf8');
    const examples = [...page.matchAll(/```ts\n(.*?)```/gs)].map((match) => match[1]);
    const source = examples.join('\n').replace('<unbroken>/harness/checks/index.ts', DOOR);
    writeFileSync(join(place.folder, 'mine.check.mts'), source);
    for (const when of ['before', 'after'])
      expect(passed(await place.run('check', './mine.check.mts', '--lab', id, '--when', when))).toHaveLength(3);
  });

  test('an interruption deletes what was made to live through the upgrade', async () => {
    using place = new Workplace();
    writeScenario(place, 'checks: { suites: [keystone] }');
    const running = place.start('certify', './mine.yaml', '--lab', id, ...SHORT, '--baseline', '60');
    await running.says(/✓ .* 1\.1 +make the checks/);
    running.kill('SIGINT');
    expect((await running.outcome).code).toBe(130);
    const journal = readJournal(join(place.runFolder, 'journal.ndjson'));
    expect(journal.filter(({ event }) => event === 'undo-ended')).toEqual([
      { t: expect.any(Number), event: 'undo-ended', undo: 0 },
    ]);
    const { values, resources } = JSON.parse(readFileSync(join(place.runFolder, 'keepsake.json'), 'utf8'));
    expect([values.project.name, resources]).toEqual([expect.stringMatching(/^kept-/), []]);
  });

  test('a drained server is found by the checks', async () => {
    using place = new Workplace();
    const own = `import { test } from '${DOOR}';
test('drains', async ({ balancers }) => {
  await balancers.get('lb1').setStates([{ backend: 'keystone', server: 'keystone1', state: 'STATE' }]);
});`;
    const file = join(place.folder, 'drain.check.mts');
    writeFileSync(file, own.replace('STATE', 'drain'));
    passed(await place.run('check', file, '--lab', id));
    const { code, stdout } = await place.run('check', '--lab', id, '--suites', 'every-lab');
    expect(code).toBe(1);
    expect(stdout).toContain('✗ every server of every load balancer is in rotation');
    expect(stdout).toContain('keystone/keystone1: drain');
    writeFileSync(file, own.replace('STATE', 'ready'));
    passed(await place.run('check', file, '--lab', id));
  });
});
