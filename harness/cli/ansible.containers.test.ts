import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import { journalIn, Workplace } from './testing/index.ts';

/** Debian's Ansible, with real modules, on hosts that are containers. */

const PLAYBOOKS: Readonly<Record<string, string>> = {
  'ansible.yaml': `ansible:
  playbooks: { stop: plays/service.yml, start: plays/service.yml, install: plays/install.yml, database: plays/database.yml }
`,
  'plays/service.yml': `- name: Services
  hosts: keystone
  tasks:
    - name: See that it is managed by a kind of init that is known
      ansible.builtin.assert: { that: "'service' in ansible_facts or ansible_facts.os_family == 'Debian'" }
    - name: "{{ unbroken_action | capitalize }} it"
      ansible.builtin.command: service {{ unbroken_service }} {{ unbroken_action }}
`,
  'plays/install.yml': `- name: Installation
  hosts: keystone
  gather_facts: false
  tasks:
    - name: Look for the release
      ansible.builtin.stat: { path: "/srv/node/opt/{{ unbroken_service }}/{{ unbroken_release }}{{ suffix | default('') }}" }
      register: release
    - name: Refuse what is not there
      ansible.builtin.fail: { msg: "release {{ unbroken_release }} was never delivered" }
      when: not release.stat.exists
    - name: Install it
      ansible.builtin.command: install-release {{ unbroken_service }} {{ unbroken_release }}
`,
  'plays/database.yml': `- name: Schema
  hosts: keystone
  gather_facts: false
  tasks:
    - name: Migrate
      ansible.builtin.command: keystone-manage db_sync --{{ unbroken_phase }}
`,
};

test('Ansible upgrades a lab of containers step by step; a task that fails stops it, is shown with what it said, and all is put back', async () => {
  using place = new Workplace();
  mkdirSync(join(place.folder, 'plays'));
  for (const [name, text] of Object.entries(PLAYBOOKS)) writeFileSync(join(place.folder, name), text);
  const up = await place.run('lab', 'up', '--lab', 'docker', '--controllers', '2', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(up.stdout)![1]!;
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => void (await place.run('lab', 'down', id)));
  const certify = (...pace: string[]) =>
    place.run('certify', 'keystone', '--lab', id, '--strategy', './ansible.yaml', ...pace);

  const install = join(place.folder, 'plays/install.yml');
  const broken = PLAYBOOKS['plays/install.yml']!.replace(
    "suffix | default('')",
    "'-lost' if unbroken_release == '2026.1' else ''",
  );
  writeFileSync(install, broken);
  const failed = await certify('--baseline', '2', '--mixed', '1', '--settle', '2');
  expect(failed.code, failed.stderr).toBe(1);
  expect(failed.stderr).toContain(
    'install.yml on controller1 failed at "Refuse what is not there" (play "Installation") on controller1: release 2026.1 was never delivered',
  );
  const runs = join(place.folder, 'runs');
  const [first = ''] = readdirSync(runs);
  expect(readFileSync(join(runs, first, 'report.html'), 'utf8')).toContain('release 2026.1 was never delivered');
  expect((await place.run('lab', 'status', id)).code).toBe(0);

  writeFileSync(install, PLAYBOOKS['plays/install.yml']!);
  rmSync(join(runs, first), { recursive: true });
  const done = await certify();
  const { releases, findings, assumptions } = place.verdict;
  // A machine that is busy with other things may leave the verdict open; it must not put anything on the upgrade.
  expect([0, 2], done.stdout + done.stderr).toContain(done.code);
  expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  expect(releases.map(({ node, after }) => `${node} ${after}`).sort()).toEqual([
    'controller1 2026.1',
    'controller2 2026.1',
  ]);
  const ours = ['completed', 'order-kept', 'versions-changed', 'writes-read-back', 'experiment-worked'];
  expect(assumptions.filter(({ holds, name }) => !holds && ours.includes(name))).toEqual([]);
  const tasks = journalIn(place.runFolder).flatMap((one) => (one.event === 'task' ? [one] : []));
  const changed = tasks.flatMap(({ task, host, outcome }) => (outcome === 'changed' ? [`${task}@${host}`] : []));
  expect(changed.filter((one) => one.endsWith('@controller2'))).toEqual([
    ...['Stop it@controller2', 'Install it@controller2', 'Start it@controller2'],
  ]);
  expect(changed.filter((one) => one === 'Migrate@controller1').length).toBeGreaterThanOrEqual(3);
});
