import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { test as base } from '@playwright/test';
import { identify, isAlive, ProcessIdentity } from '../../local/index.ts';
import { engineAnswers } from '../ping.ts';
import { findDockerd, HOW_TO_ENABLE } from './possible.ts';

/** For tests that need a container engine: where none answers they start one, and stop it when they are done. */
export const test = base.extend<object, { engine: undefined }>({
  engine: [
    // biome-ignore lint/correctness/noEmptyPattern: from this pattern Playwright reads what a fixture needs
    async ({}, use) => {
      await using _engine = await engineForTests();
      await use(undefined);
    },
    { scope: 'worker', auto: true, timeout: 60_000 },
  ],
});

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'unbroken-engine');
const RECORD = join(FOLDER, 'started.json');
const LOG = join(FOLDER, 'dockerd.log');
const START_LIMIT_MS = 40_000;
const STOP_LIMIT_MS = 15_000;

async function engineForTests(): Promise<AsyncDisposable> {
  // One that tests before us had started, and could not stop.
  const left = readRecord();
  if (left && isAlive(left)) return { [Symbol.asyncDispose]: () => stop(left) };
  if (await engineAnswers()) return { [Symbol.asyncDispose]: async () => undefined };
  const started = await start();
  return { [Symbol.asyncDispose]: () => stop(started) };
}

const readRecord = (): ProcessIdentity | undefined =>
  existsSync(RECORD) ? ProcessIdentity.parse(JSON.parse(readFileSync(RECORD, 'utf8'))) : undefined;

// Without a bridge and rules of its own: each lab has its own network, and nothing is left of it on this machine.
const OPTIONS = ['--bridge=none', '--iptables=false', '--ip6tables=false', '--ip-forward=false', '--ip-masq=false'];

async function start(): Promise<ProcessIdentity> {
  const dockerd = findDockerd();
  if (!dockerd) throw new Error(`no container engine answers, and there is no dockerd to start; ${HOW_TO_ENABLE}`);
  mkdirSync(FOLDER, { recursive: true });
  const log = openSync(LOG, 'w');
  const child = spawn(dockerd, OPTIONS, { detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  await once(child, 'spawn');
  const identity = identify(child.pid!)!;
  writeFileSync(RECORD, JSON.stringify(identity));
  child.unref();
  for (const deadline = performance.now() + START_LIMIT_MS; !(await engineAnswers()); await delay(100)) {
    if (isAlive(identity) && performance.now() < deadline) continue;
    const last = readFileSync(LOG, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
    await stop(identity);
    throw new Error(`${dockerd} did not answer; its log, ${LOG}, ends with:\n${last}`);
  }
  return identity;
}

async function stop(identity: ProcessIdentity): Promise<void> {
  if (isAlive(identity)) process.kill(identity.pid, 'SIGTERM');
  for (const deadline = performance.now() + STOP_LIMIT_MS; isAlive(identity); await delay(50))
    if (performance.now() > deadline) process.kill(identity.pid, 'SIGKILL');
  rmSync(RECORD, { force: true });
}
