import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../journal/index.ts';
import { WATCH } from '../plan/index.ts';
import { RunFolder } from '../run/index.ts';
import { type GreeterLab, journalIn, killAt, see, startGreeterLab, Workplace } from './testing/index.ts';

const UNBROKEN = fileURLToPath(new URL('../../bin/unbroken', import.meta.url));

/** Somebody else's tool: a script that upgrades by hand. `tell` speaks to HAProxy, `on` runs a command of the greeter. */
function script(lab: GreeterLab, ...lines: readonly string[]): string {
  const file = join(lab.place.folder, 'upgrade.sh');
  const tell = `
    const socket = require('node:net').connect('${lab.adminSocket}', () => socket.write(process.argv[1] + '\\n'));
    socket.resume();`;
  const runs = `
    const ask = () => fetch('http://' + process.argv[1] + ':8080').catch(() => setTimeout(ask, 50));
    ask();`;
  writeFileSync(
    file,
    [
      '#!/bin/sh -e',
      `unbroken() { '${UNBROKEN}' "$@"; }`,
      `tell() { '${process.execPath}' -e "${tell}" "$1"; }`,
      `runs() { '${process.execPath}' -e "${runs}" "$1"; }`,
      `web1() { ssh ${lab.sshTo('web1')} "echo '${lab.password}' | sudo -S -p '' /opt/greeter/greeter $*"; }`,
      `web2() { ssh ${lab.sshTo('web2')} "echo '${lab.password}' | sudo -S -p '' /opt/greeter/greeter $*"; }`,
      ...lines,
    ].join('\n'),
  );
  chmodSync(file, 0o755);
  return file;
}

const PACE = ['--baseline', '4', '--settle', '4'];

async function watched(lab: GreeterLab, command: string, environment: Record<string, string> = {}) {
  const args = ['watch', '--lab', 'lab.yaml', '--scenario', './scenario.yaml', ...PACE, '--', command, 'now'];
  const outcome = await lab.runWith(environment, ...args);
  const journal = journalIn(lab.place.runFolder);
  const { plan } = await new RunFolder(lab.place.runFolder).evidence();
  const steps = plan.stages.flatMap((stage) => stage.steps);
  return { outcome, journal, steps, verdict: lab.place.verdict };
}

test('a careful upgrade by hand: its steps are named, its marks are kept, its secrets are not, and nothing refuses it', async () => {
  await using lab = await startGreeterLab();
  const { hosts } = lab;
  const command = script(
    lab,
    'echo "it is $DEPLOY_PASSWORD"; unbroken mark "first half"',
    'tell "set server greeter/greeter1 state drain"; sleep 2',
    `web1 stop; web1 install 2.0; web1 start; runs ${hosts.web1.address}; sleep 2`,
    'unbroken mark "second half"',
    'tell "set server greeter/greeter1 state ready; set server greeter/greeter2 state drain"; sleep 2',
    `web2 stop; web2 install 2.0; web2 start; runs ${hosts.web2.address}; sleep 2`,
    'tell "set server greeter/greeter2 state ready"; sleep 1',
  );
  const { outcome, journal, steps, verdict } = await watched(lab, command, { DEPLOY_PASSWORD: 'hush-hush' });
  expect(outcome.code, outcome.stdout + outcome.stderr).toBeLessThan(3);
  expect(verdict.findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  const titles = steps.map(({ title }) => title);
  const expected = [
    'first half',
    'greeter1 out of rotation (drain)',
    'greeter on web1: 1.0 → 2.0',
    'second half',
    'greeter1 in, greeter2 out',
    'greeter on web2: 1.0 → 2.0',
    'greeter2 back in rotation',
  ];
  expect(titles.filter((title) => expected.includes(title))).toEqual(expected);
  expect(outcome.stderr).toContain('greeter1 in, greeter2 out');
  const said = journal.flatMap((event) => (event.event === 'output' ? [event.text] : [])).join('');
  expect(said).toContain('it is ***');
  expect(readFileSync(join(lab.place.runFolder, 'journal.ndjson'), 'utf8')).not.toContain('hush-hush');
  // What a busy machine may leave open apart: it is judged as one of ours would be.
  const open = verdict.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
  const ours = ['completed', 'order-kept', 'versions-changed', 'coverage', 'writes-read-back', 'experiment-worked'];
  expect(open.filter((name) => ours.includes(name))).toEqual([]);
});

test('a careless one, which stops a server that users are sent to, and fails, is refused for both', async () => {
  await using lab = await startGreeterLab();
  const { outcome, verdict } = await watched(lab, script(lab, 'web1 stop', 'sleep 3', 'echo no more; exit 3'));
  expect(outcome.code, outcome.stdout + outcome.stderr).toBe(1);
  const refused = verdict.findings.filter(({ severity }) => severity === 'refuse').map((finding) => finding.class);
  expect(refused).toContain('exposed');
  expect(refused).toContain('step-failed');
  expect(outcome.stderr).toContain('ended with 3: no more');
});

const ENDLESS = ['echo $$ >"$(dirname "$0")/pid"', 'while :; do sleep 0.1; done'];

const begun = (event: JournalEvent) => event.event === 'step-started' && event.step === WATCH;

/** The watched command, while it is under way: its process group has gone with it when nothing has its number any more. */
const isAlive = (lab: GreeterLab): boolean =>
  existsSync(`/proc/${readFileSync(join(lab.place.folder, 'pid'), 'utf8').trim()}`);

const startWatching = (lab: GreeterLab) => {
  const command = script(lab, ...ENDLESS);
  const pace = ['--baseline', '1', '--settle', '1'];
  return lab.start('watch', '--lab', 'lab.yaml', '--scenario', './scenario.yaml', ...pace, '--', command);
};

test('interrupted while its command runs: the command is ended, and what was seen so far is judged', async () => {
  await using lab = await startGreeterLab();
  const running = startWatching(lab);
  await see(running, join(lab.place.folder, 'runs'), begun);
  await expect.poll(() => existsSync(join(lab.place.folder, 'pid'))).toBe(true);
  running.kill('SIGINT');
  expect((await running.outcome).code).toBe(130);
  expect(isAlive(lab)).toBe(false);
  expect(lab.place.verdict.ended).toBe('interrupted');
});

test('killed while its command runs: the command does not outlive it, and the lab is free for the next one', async () => {
  await using lab = await startGreeterLab();
  const running = startWatching(lab);
  expect(await killAt(running, join(lab.place.folder, 'runs'), () => existsSync(join(lab.place.folder, 'pid')))).toBe(
    true,
  );
  await expect.poll(() => isAlive(lab)).toBe(false);
  const plan = ['certify', './scenario.yaml', '--lab', 'lab.yaml', '--dry-run'];
  expect((await lab.run(...plan)).code).toBe(0);
  const next = lab.start('certify', './scenario.yaml', '--lab', 'lab.yaml');
  await next.says(/watch the old release/);
  next.kill('SIGINT');
  expect((await next.outcome).code).toBe(130);
});

test('a mark that nobody waits for is an error', async () => {
  using place = new Workplace();
  expect(await place.run('mark', 'hello')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('nobody watches'),
  });
});
