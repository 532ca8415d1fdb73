import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type SshHost, startSshHost } from '../../../lab/existing/testing/index.ts';
import { describeStrategy, identify, LabDescription, StrategyFile } from '../../../lab/index.ts';
import type { Happening } from '../../journal/index.ts';
import { Player } from './player.ts';

/** Debian's Ansible, on this machine and on hosts with Debian's OpenSSH. */

const home = process.env.HOME;
let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbroken-ansible-'));
  process.env.HOME = folder;
  write('hosts', 'n ansible_connection=local\n');
});
test.afterEach(() => {
  if (home === undefined) delete process.env.HOME;
  else process.env.HOME = home;
  rmSync(folder, { recursive: true });
});

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFileSync(path(name), text);
const read = (name: string) => (existsSync(path(name)) ? readFileSync(path(name), 'utf8') : '');

/** A play for `n` that facts are not gathered for. */
function playbook(tasks: string, hosts = 'n'): void {
  const indented = tasks.trim().replaceAll(/^/gm, '    ');
  write('stop.yml', `- name: Stop\n  hosts: ${hosts}\n  gather_facts: false\n  tasks:\n${indented}\n`);
}

const service = {
  ...{ project: 'api', members: { n: {} }, credentials: { password: 'open sesame' } },
  commands: { stop: 's', start: 's', status: 's', install: 'i', release: 'r' },
};
const DEED = { action: 'stop', place: { service: 'api', node: 'n' } } as const;

function player({ nodes = {}, ansible = { inventory: 'hosts' } as object, commandSeconds = 60 } = {}) {
  const description = LabDescription.parse({
    ...{ format: 1, id: 'x', kind: 'existing', releases: { old: '1', new: '2' }, balancers: {} },
    ...{ nodes, services: { api: service } },
  });
  const strategy = StrategyFile.parse({ ansible: { playbooks: { stop: 'stop.yml' }, ...ansible } });
  const happenings: Happening[] = [];
  const record = (happening: Happening) => void happenings.push(happening);
  const settings = describeStrategy(strategy, folder, folder).ansible!;
  const its = new Player(settings, { lab: { description }, run: "a run's", limits: { commandSeconds }, record });
  const tasks = () => happenings.flatMap((one) => (one.event === 'task' ? [one] : []));
  const kept = (name: string) => join(folder, ".unbroken/a run's@here", name);
  return { player: its, happenings, tasks, kept };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

test('each task is told with what it came to and what it said; what is secret is not, and whoever failed is named', async () => {
  playbook(`
- name: Look
  debug: { msg: 'release {{ unbroken_service }}' }
- name: Change
  command: echo it is open sesame
- name: Hide
  command: echo nobody may read this
  no_log: true
- name: Leave out
  command: 'false'
  when: false
- name: Bear
  command: 'false'
  ignore_errors: true
- name: Stop it
  shell: echo going down; echo no such unit >&2; exit 3
- name: Never come to
  command: 'true'`);
  const { player: tried, tasks, happenings } = player();
  const error = await tried.play(DEED).catch((caught: unknown) => caught);
  expect(tasks().map(({ task, outcome }) => [task, outcome])).toEqual([
    ...[
      ['Look', 'ok'],
      ['Change', 'changed'],
      ['Hide', 'changed'],
      ['Leave out', 'skipped'],
      ['Bear', 'ignored'],
    ],
    ['Stop it', 'failed'],
  ]);
  expect(tasks()[0]).toMatchObject({ host: 'n', play: 'Stop', output: 'release api' });
  expect(tasks()[1]!.output).toBe('it is ***');
  expect(JSON.stringify(happenings)).not.toMatch(/nobody may read this|open sesame/);
  expect(tasks()[2]!.output).toContain('no_log');
  expect(error).toMatchObject({
    ...{ code: 'command-failed', blame: 'upgrade', evidence: { task: 'Stop it', code: 2 } },
    message: 'stop.yml on n failed at "Stop it" (play "Stop") on n: non-zero return code · going down · no such unit',
  });
  expect(happenings.at(-1)).toMatchObject({ event: 'command', node: 'n', code: 2, did: { action: 'stop' } });
});

test('the same name again does not run it again, and its tasks are told once', async () => {
  playbook('- command: sh -c "echo x >>ran"\n  args: { chdir: "{{ playbook_dir }}" }');
  const first = player();
  await first.player.play(DEED);
  const again = player();
  await again.player.play(DEED);
  expect(read('ran')).toBe('x\n');
  expect([first.tasks().length, again.tasks().length]).toEqual([1, 0]);
  expect(again.happenings).toMatchObject([{ event: 'command', code: 0 }]);
  await again.player.forget();
  expect(existsSync(path('.unbroken'))).toBe(false);
});

test('whoever comes later waits for the end of what was begun; whoever puts something back waits, too', async () => {
  playbook(`- shell: echo begun >>ran; until [ -f go ]; do sleep 0.05; done; echo through >>ran
  args: { chdir: "{{ playbook_dir }}" }`);
  const first = player().player.play(DEED);
  await until(() => read('ran') !== '');
  const later = player();
  const both = [later.player.play(DEED), later.player.quiesce()];
  write('go', '');
  await Promise.all([first, ...both]);
  expect(read('ran')).toBe('begun\nthrough\n');
});

test('one that was killed is neither done nor begun again', async () => {
  playbook('- shell: echo begun >>ran; sleep 600\n  args: { chdir: "{{ playbook_dir }}" }');
  const { player: tried, kept } = player();
  const playing = tried.play(DEED).catch((caught: unknown) => caught);
  await until(() => read('ran') !== '');
  process.kill(-Number(readFileSync(kept('before-1/pid'), 'utf8')), 'SIGKILL');
  const killed = { code: 'command-killed', blame: 'experiment' };
  expect(await playing).toMatchObject(killed);
  await expect(player().player.play(DEED)).rejects.toMatchObject(killed);
  expect(read('ran')).toBe('begun\n');
});

test('what takes too long is ended, with all that it started, also what went its own way', async () => {
  playbook(`
- shell: setsid sh -c 'echo $$ >stray; exec sleep 600' & sleep 600
  args: { chdir: "{{ playbook_dir }}" }`);
  const { player: tried } = player({ commandSeconds: 4 });
  const error = await tried.play(DEED).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'command-timeout', blame: 'experiment' });
  expect(identify(Number(read('stray')))).toBeUndefined();
});

test('a playbook for other hosts does nothing, and that is told', async () => {
  write('hosts', 'n ansible_connection=local\nother ansible_connection=local\n');
  playbook("- command: 'true'", 'other');
  await expect(player().player.play(DEED)).rejects.toMatchObject({ code: 'playbook-idle', blame: 'experiment' });
});

test('its user goes on having what the configuration names: callbacks, and where they are', async () => {
  mkdirSync(path('callbacks'));
  write(
    'callbacks/mine.py',
    `from ansible.plugins.callback import CallbackBase
class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = 'aggregate'
    CALLBACK_NAME = 'mine'
    CALLBACK_NEEDS_ENABLED = True
    def v2_playbook_on_stats(self, stats):
        open('${path('mine')}', 'w').write('heard')
`,
  );
  write('own.cfg', '[defaults]\ncallback_plugins = ./callbacks\ncallbacks_enabled = mine\n');
  playbook("- command: 'true'");
  const { player: tried, tasks } = player({ ansible: { inventory: 'hosts', config: 'own.cfg' } });
  await tried.play(DEED);
  expect(read('mine')).toBe('heard');
  expect(tasks()).toHaveLength(1);
});

const sshOf = ({ address, port, user, privateKeyFile, hostKey }: SshHost, more: object = {}) => {
  return { host: address, port, user, privateKeyFile, hostKey: hostKey.fingerprint, ...more };
};

test('a node is entered as the lab says: by a jump host, by fingerprints, as root with a password', async () => {
  write('password', 'let me in\nnot this line\n');
  await using gate = await startSshHost({ address: '127.92.0.4' });
  await using host = await startSshHost({ address: '127.92.0.5', sudoPassword: 'let me in' });
  playbook('- name: Who\n  command: id -un');
  const ssh = sshOf(host, { through: [sshOf(gate)], become: { passwordFile: path('password') } });
  const { player: tried, tasks, happenings } = player({ ansible: {}, nodes: { n: { ssh } } });
  await tried.play(DEED);
  expect(tasks()).toMatchObject([{ task: 'Who', output: 'root' }]);
  expect(gate.log()).toContain('direct-tcpip');
  expect(JSON.stringify(happenings)).not.toContain('let me in');
  await tried.forget();

  const wrong = sshOf(host, { hostKey: gate.hostKey.fingerprint });
  const other = player({ ansible: {}, nodes: { n: { ssh: wrong } } });
  await expect(other.player.play(DEED)).rejects.toMatchObject({
    ...{ code: 'node-unreachable', blame: 'experiment' },
    message: expect.stringContaining('Host key verification failed'),
  });
});
