import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { readLab } from '../../lab/index.ts';
import { journalIn, killAt, startGreeterLab, Workplace } from './testing/index.ts';

/** Debian's Ansible upgrades labs of this machine. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1'];

const play = (title: string, ...tasks: string[]): string =>
  `- name: ${title}\n  hosts: keystone\n  gather_facts: false\n  tasks:\n${tasks.join('')}`;
const task = (name: string, command: string, more = ''): string =>
  `    - name: ${name}\n      ansible.builtin.shell: ${command}\n${more}`;

/** Playbooks of a user, with a task that fails for the new release as long as a file is there, and one that waits for a file. */
function writePlaybooks(place: Workplace): void {
  mkdirSync(join(place.folder, 'plays'));
  const write = (name: string, text: string) => writeFileSync(join(place.folder, name), text);
  const at = (name: string) => join(place.folder, name);
  write('plays/stop.yml', play('Stop', task('Stop it', 'service {{ unbroken_service }} stop')));
  write('plays/start.yml', play('Start', task('Start it', 'service {{ unbroken_service }} start')));
  write(
    'plays/install.yml',
    play(
      'Install',
      task(
        'Check signatures',
        `test ! -e ${at('broken')} || { echo no signature for {{ unbroken_release }}; exit 3; }`,
        "      when: unbroken_release == '2026.1'\n",
      ),
      task(
        'Install it',
        `echo {{ unbroken_node }} >>${at('installed')}; install-release keystone {{ unbroken_release }}`,
      ),
      task('Linger', `until [ ! -e ${at('linger')} ]; do sleep 0.05; done`),
    ),
  );
  write(
    'strategy.yaml',
    'ansible:\n  playbooks: { stop: plays/stop.yml, install: plays/install.yml, start: plays/start.yml }\n',
  );
}

test('a lab by playbooks: what is missing is told first; a failing task stops it and all is put back; a killed harness asks', async () => {
  using place = new Workplace();
  writePlaybooks(place);
  const here = (name: string) => join(place.folder, name);
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  await using stack = new AsyncDisposableStack();
  stack.defer(async () => void (await place.run('lab', 'down', id)));
  // What is kept of playbooks while a run goes on lies in the home of whoever runs them.
  mkdirSync(here('home'));
  const environment = { HOME: here('home') };
  const certify = (...more: string[]) =>
    place.startWith(
      environment,
      'certify',
      'keystone',
      '--lab',
      id,
      '--strategy',
      './strategy.yaml',
      ...SHORT,
      ...more,
    );

  writeFileSync(here('wrong.yaml'), 'ansible: { playbooks: { stop: plays/halt.yml, install: wrong.yaml } }\n');
  const wrong = await certify('--strategy', './wrong.yaml').outcome;
  expect(wrong.code).toBe(64);
  expect(wrong.stderr).toContain(`there is no playbook ${here('plays/halt.yml')}, to stop keystone`);
  expect(wrong.stderr).toContain(`Ansible does not take ${here('wrong.yaml')}`);
  expect(existsSync(here('runs'))).toBe(false);

  const dry = await certify('--dry-run').outcome;
  expect(dry.stdout).toMatch(
    /here: ansible-playbook .*--limit controller2 .*"unbroken_release":"2026.1".*install\.yml/,
  );
  expect(existsSync(here('installed'))).toBe(false);

  writeFileSync(here('broken'), '');
  const failed = await certify().outcome;
  expect(failed.code, failed.stderr).toBe(1);
  const why = 'install.yml on controller1 failed at "Check signatures" (play "Install") on controller1';
  expect(failed.stderr).toContain(`${why}: non-zero return code · no signature for 2026.1`);
  const [first = ''] = readdirSync(here('runs'));
  expect(readFileSync(join(here('runs'), first, 'report.html'), 'utf8')).toContain('no signature for 2026.1');
  const tasks = journalIn(join(here('runs'), first)).flatMap((one) => (one.event === 'task' ? [one] : []));
  expect(tasks.map((one) => [one.task, one.outcome])).toEqual([
    ...[
      ['Stop it', 'changed'],
      ['Check signatures', 'failed'],
    ],
    ...[
      ['Check signatures', 'skipped'],
      ['Install it', 'changed'],
      ['Linger', 'changed'],
      ['Start it', 'changed'],
    ],
  ]);
  expect((await place.run('lab', 'status', id)).code).toBe(0);
  expect(existsSync(here('home/.unbroken'))).toBe(false);

  for (const name of ['broken', 'installed']) rm(here(name));
  writeFileSync(here('linger'), '');
  const killed = await killAt(
    certify('--runs', 'killed'),
    here('killed'),
    (event) => event.event === 'task' && event.task === 'Install it',
  );
  expect(killed).toBe(true);
  rm(here('linger'));
  const second = join(here('killed'), readdirSync(here('killed'))[0]!);
  const resumed = await place.runWith(environment, 'resume', second);
  expect(resumed.code, resumed.stderr).toBe(2);
  // Each node once: the playbook that nobody saw the end of was asked for, and its tasks are told once.
  const nodes = ['controller1', 'controller2', 'controller3'];
  expect(readFileSync(here('installed'), 'utf8')).toBe(nodes.map((node) => `${node}\n`).join(''));
  const told = journalIn(second).filter((one) => one.event === 'task' && one.task === 'Install it');
  expect(told).toHaveLength(3);
  expect(existsSync(here('home/.unbroken'))).toBe(false);

  // The same lab, seen by whoever describes one.
  const { description, folder } = await readLab(id);
  const { credentials, frontend } = description!.services.keystone!;
  const cloud = {
    ...{ OS_AUTH_URL: `${frontend!.url}/v3`, OS_USERNAME: credentials.user!, OS_PASSWORD: credentials.password! },
    OS_PROJECT_NAME: credentials.project!,
  };
  const configuration = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) =>
    /haproxy\S*\.cfg$/.test(name),
  );
  const init = await place.runWith(cloud, 'init', '--haproxy', join(folder, configuration!), '--out', 'found.yaml');
  expect(init.code, init.stderr).toBe(0);
  const found = parse(readFileSync(here('found.yaml'), 'utf8'));
  expect(found).toMatchObject({ services: { keystone: { frontend: { url: frontend!.url } } }, credentials: {} });
});

const rm = (file: string): void => rmSync(file, { force: true });

test('somebody else’s play, watched: plays and tasks are steps, with what they said, beside what load balancers show', async () => {
  await using lab = await startGreeterLab();
  const { place, hosts } = lab;
  const write = (name: string, text: string) => writeFileSync(join(place.folder, name), text);
  write('become', `${lab.password}\n`);
  chmodSync(join(place.folder, 'become'), 0o600);
  const way = (name: 'web1' | 'web2') => {
    const { address, port, privateKeyFile } = hosts[name];
    return `${name} ansible_host=${address} ansible_port=${port} ansible_user=ops ansible_ssh_private_key_file=${privateKeyFile}`;
  };
  write(
    'hosts',
    `${way('web1')}\n${way('web2')}\n[all:vars]\nansible_become=true\nansible_ssh_transfer_method=piped\n`,
  );
  const drain = (state: string) =>
    `sh tell.sh "set server greeter/{{ inventory_hostname | replace('web', 'greeter') }} state ${state}"`;
  const tell = `require('node:net').connect('${lab.adminSocket}', function () { this.end(process.argv[1] + '\\n'); }).resume()`;
  write('tell.sh', `exec '${process.execPath}' -e "${tell}" "$1"\n`);
  write(
    'site.yml',
    `- name: Upgrade
  hosts: all
  serial: 1
  gather_facts: false
  tasks:
    - name: Drain
      ansible.builtin.command: ${drain('drain')}
      delegate_to: localhost
      become: false
    - name: Let users go
      ansible.builtin.pause: { seconds: 2 }
    - name: Renew
      ansible.builtin.shell: ./greeter stop && ./greeter install 2.0 && ./greeter start; echo it is $WORD
      args: { chdir: /opt/greeter }
      environment: { WORD: hush-hush }
    - name: Wait for it
      ansible.builtin.wait_for: { host: "{{ ansible_host }}", port: 8080 }
    - name: Let users come
      ansible.builtin.pause: { seconds: 2 }
    - name: Rejoin
      ansible.builtin.command: ${drain('ready')}
      delegate_to: localhost
      become: false
`,
  );
  const command = ['ansible-playbook', '--inventory', 'hosts', '--become-password-file', 'become', 'site.yml'];
  const options = ['--lab', 'lab.yaml', '--scenario', './scenario.yaml', '--baseline', '3', '--settle', '3'];
  const environment = { ANSIBLE_HOST_KEY_CHECKING: 'false', DEPLOY_SECRET: 'hush-hush' };
  const outcome = await lab.runWith(environment, 'watch', ...options, '--', ...command);
  expect(outcome.code, outcome.stdout + outcome.stderr).toBeLessThan(3);
  const journal = journalIn(place.runFolder);
  const titles = journal.flatMap((one) => (one.event === 'step-started' && one.title ? [one.title] : []));
  const expected = ['play: Upgrade', 'task: Drain', 'task: Renew', 'greeter on web1: 1.0 → 2.0', 'task: Rejoin'];
  expect(expected.filter((title) => !titles.includes(title))).toEqual([]);
  expect(titles.some((title) => title.startsWith('greeter1 out of rotation'))).toBe(true);
  const tasks = journal.flatMap((one) => (one.event === 'task' ? [one] : []));
  expect(tasks).toMatchObject(
    ['web1', 'web2'].flatMap((host) =>
      ['Drain', 'Let users go', 'Renew', 'Wait for it', 'Let users come', 'Rejoin'].map((name) => ({
        host,
        task: name,
      })),
    ),
  );
  expect(tasks.find((one) => one.task === 'Renew')?.output).toContain('it is ***');
  for (const { name, parentPath } of readdirSync(place.runFolder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile(),
  ))
    expect(readFileSync(join(parentPath, name)).includes('hush-hush'), name).toBe(false);
});
