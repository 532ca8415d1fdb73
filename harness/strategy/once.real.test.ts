import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { endScript, forgetScript, onceScript, quietScript, readEnding } from './once.ts';

let home = '';
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'once-'));
});
test.afterEach(() => rmSync(home, { recursive: true }));

const RUN = "2026's run";
const kept = (file: string) => join(home, '.unbroken', RUN, '2.1-1-1', file);
const environment = () => ({ PATH: process.env.PATH, HOME: home });
const sh = (script: string) => spawnSync('sh', ['-c', script], { env: environment(), encoding: 'utf8', cwd: home });
const ask = (command: string) => readEnding(sh(onceScript(RUN, '2.1-1-1', command)).stdout);

async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('it did not come true within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Begun by a shell that is then killed with all that belongs to it, as when the connection is lost. */
async function beginAndLose(command: string): Promise<void> {
  const shell = spawn('sh', ['-c', onceScript(RUN, '2.1-1-1', command)], {
    env: environment(),
    cwd: home,
    stdio: 'ignore',
    detached: true,
  });
  const gone = once(shell, 'exit');
  await until(() => existsSync(kept('out')));
  process.kill(-shell.pid!, 'SIGKILL');
  await gone;
}

test('tells how the command ended, and what it said', () => {
  expect(ask(`echo "it's done"; echo and more >&2; exit 3`)).toEqual({
    state: 'ended',
    code: 3,
    output: "it's done\nand more",
  });
});

test('the same name again does not run it again', () => {
  ask('echo x >>ran; echo first');
  expect(ask('echo x >>ran; echo second')).toEqual({ state: 'ended', code: 0, output: 'first' });
  expect(readFileSync(join(home, 'ran'), 'utf8')).toBe('x\n');
});

test('a lost connection does not end it, and whoever asks later waits for its end', async () => {
  await beginAndLose('echo x >>ran; until [ -f go ]; do sleep 0.05; done; echo through');
  const asking = spawn('sh', ['-c', onceScript(RUN, '2.1-1-1', 'echo never')], { env: environment(), cwd: home });
  let said = '';
  asking.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const closed = once(asking, 'close');
  writeFileSync(join(home, 'go'), '');
  await closed;
  expect(readEnding(said)).toEqual({ state: 'ended', code: 0, output: 'through' });
  expect(readFileSync(join(home, 'ran'), 'utf8')).toBe('x\n');
});

test('one that was killed is neither done nor begun again', async () => {
  await beginAndLose('echo half; sleep 600');
  process.kill(-Number(readFileSync(kept('pid'), 'utf8')), 'SIGKILL');
  expect(ask('echo never')).toEqual({ state: 'killed', output: 'half' });
});

test('one that was claimed by somebody who was killed before it began is begun', () => {
  sh(`mkdir -p '${join(home, '.unbroken')}'/"${RUN}"/2.1-1-1`);
  expect(ask('echo now')).toEqual({ state: 'ended', code: 0, output: 'now' });
});

test('one that did not outlive a boot says so', async () => {
  await beginAndLose('sleep 600');
  process.kill(-Number(readFileSync(kept('pid'), 'utf8')), 'SIGKILL');
  // A boot would change what the kernel says; here what was written down is changed instead.
  writeFileSync(kept('boot'), 'another-boot\n');
  expect(ask('echo never')).toMatchObject({ state: 'rebooted' });
});

test('where nothing can be kept, nothing is begun', () => {
  writeFileSync(join(home, '.unbroken'), 'a file where a folder must be');
  const { stdout, stderr } = sh(onceScript(RUN, '2.1-1-1', 'echo x >>ran'));
  expect(readEnding(stdout)).toBeUndefined();
  expect(stderr).toMatch(/\.unbroken/);
  expect(existsSync(join(home, 'ran'))).toBe(false);
});

test('a full disk: the command is not begun', () => {
  // No file of this shell and its children may get any content.
  const { stdout } = sh(`ulimit -f 0; ${onceScript(RUN, '2.1-1-1', 'mkdir ran')}`);
  expect(readEnding(stdout)).toMatchObject({ state: 'unstarted' });
  expect(existsSync(join(home, 'ran'))).toBe(false);
});

test('what takes too long is ended, with all that it started', async () => {
  await beginAndLose('sleep 600 & sleep 600; echo never');
  const pid = Number(readFileSync(kept('pid'), 'utf8'));
  sh(endScript(RUN, '2.1-1-1'));
  expect(() => process.kill(-pid, 0)).toThrow('ESRCH');
});

test('who puts something back waits for what is still at work', async () => {
  await beginAndLose('until [ -f go ]; do sleep 0.05; done; echo x >ran');
  const waiting = spawn('sh', ['-c', quietScript(RUN)], { env: environment(), cwd: home });
  const closed = once(waiting, 'close');
  expect(existsSync(join(home, 'ran'))).toBe(false);
  writeFileSync(join(home, 'go'), '');
  expect(await closed).toEqual([0, null]);
  expect(existsSync(join(home, 'ran'))).toBe(true);
});

test('a run that is over leaves nothing on the node', () => {
  ask('true');
  sh(forgetScript(RUN));
  expect(existsSync(join(home, '.unbroken'))).toBe(false);
});
