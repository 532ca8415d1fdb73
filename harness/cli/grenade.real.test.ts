import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type GrenadeTree, makeGrenade } from '../strategy/grenade/testing/index.ts';
import { journalIn, Workplace } from './testing/index.ts';

/** Grenade's interface, by project scripts of that shape, on nodes of a local lab. */

const SHORT = ['--baseline', '3', '--mixed', '2', '--settle', '3'];

async function certify(place: Workplace, change: (tree: GrenadeTree) => void = () => undefined) {
  const tree = makeGrenade(place.folder, { old: '2025.1', new: '2026.1' });
  change(tree);
  const { directory, settings } = tree;
  writeFileSync(join(place.folder, 'grenade.yaml'), JSON.stringify({ grenade: { directory, settings } }));
  const outcome = await place.run('certify', 'keystone', '--strategy', './grenade.yaml', ...SHORT);
  return { tree, ...outcome };
}

const phases = ({ phasesFile }: GrenadeTree): string[] => readFileSync(phasesFile, 'utf8').trim().split(/ *\n/);

test('projects are shut down and upgraded by their scripts, and what was created before is there all the time', async () => {
  using place = new Workplace();
  const { tree, code, stdout, stderr } = await certify(place);
  const { findings, checks, releases } = place.verdict;
  expect(
    findings.filter(({ severity }) => severity === 'refuse'),
    `${stdout}${stderr}`,
  ).toEqual([]);
  // On a machine that is too busy nothing can be certified.
  expect([0, 2]).toContain(code);
  expect(releases.map(({ after }) => after)).toEqual(['2026.1', '2026.1', '2026.1']);
  expect(phases(tree)).toEqual([
    ...['early_create', 'create', 'verify pre-upgrade'],
    ...Array<string>(3).fill('verify_noapi pre-upgrade'),
    ...['verify post-upgrade', 'destroy'],
  ]);
  const its = checks.filter(({ file }) => file === 'Grenade');
  expect(its.map(({ name, before, during, after }) => ({ name, before, during, after }))).toEqual(
    expect.arrayContaining([
      { name: 'keystone: what was created is there', before: 'passed', during: null, after: 'passed' },
      {
        name: 'keystone: what was created is there, asked without the API',
        before: null,
        during: 'passed',
        after: null,
      },
    ]),
  );
  const journal = journalIn(place.runFolder);
  const marks = journal.flatMap((event) => (event.event === 'output' ? event.text.split('\n') : []));
  expect(marks.filter((mark) => mark === 'Upgrading keystone...')).toHaveLength(3);
  expect(marks.filter((mark) => mark.startsWith('SUCCESS: End'))).toHaveLength(3);
  const text = readFileSync(join(place.runFolder, 'journal.ndjson'), 'utf8');
  expect(text).toContain('password=***');
  expect(text).not.toContain('sesame');
});

test('where Grenade does not know a project, and where there is none, nothing is touched', async () => {
  using place = new Workplace();
  const { stdout: up } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(up)![1]!;
  try {
    const tree = makeGrenade(place.folder, { old: '2025.1', new: '2026.1' });
    tree.write('projects/10_keystone/settings', '');
    const refused = async (directory: string) => {
      const grenade = { directory, settings: tree.settings };
      writeFileSync(join(place.folder, 'grenade.yaml'), JSON.stringify({ grenade }));
      return place.run('certify', 'keystone', '--lab', id, '--strategy', './grenade.yaml', ...SHORT);
    };
    const unknown = 'controller1: Grenade does not upgrade keystone; it has placement';
    expect(await refused(tree.directory)).toMatchObject({ code: 64, stderr: expect.stringContaining(unknown) });
    const none = `no Grenade in ${place.folder}: ${place.folder} has no grenaderc`;
    expect(await refused(place.folder)).toMatchObject({ code: 64, stderr: expect.stringContaining(none) });
  } finally {
    await place.run('lab', 'down', id);
  }
});

test('a script that fails stops the upgrade with its last words, the lab is put back, and what was created is deleted', async () => {
  using place = new Workplace();
  const { tree, code, stdout } = await certify(place, ({ write }) =>
    write(
      'projects/10_keystone/upgrade.sh',
      `#!/bin/bash
source $GRENADE_DIR/grenaderc
source $GRENADE_DIR/functions
set -o errexit
install_keystone
die $LINENO "DB sync error"
`,
    ),
  );
  expect(code, stdout).toBe(1);
  const failed = place.verdict.findings.find((finding) => finding.class === 'step-failed');
  expect(failed).toMatchObject({ severity: 'refuse', node: 'controller1' });
  expect(failed!.detail).toContain('Grenade: upgrade.sh of keystone on controller1 ended with 1');
  expect(place.verdict.findings.filter((finding) => finding.class === 'left-out')).toEqual([]);
  expect(place.verdict.releases.map(({ after }) => after)).toEqual(['2025.1', '2025.1', '2025.1']);
  expect(phases(tree).at(-1)).toBe('destroy');
});
