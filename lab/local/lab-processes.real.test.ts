import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { newLabId } from './lab-for-test.ts';
import { endLabProcesses, findLabProcesses, MARK } from './lab-processes.ts';
import { identify, isAlive, sendSignal } from './process-identity.ts';

/** A shell that says "ready" and then waits. */
async function startShell(lab: string, before = ''): Promise<ChildProcess> {
  const child = spawn('/bin/sh', ['-c', `${before} echo ready; while :; do sleep 0.1; done`], {
    env: { PATH: '/usr/bin:/bin', [MARK]: lab },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout!, 'data');
  return child;
}

test('all processes of a lab end, even one that ignores TERM, and nobody else', async () => {
  const [lab, other] = [newLabId(), newLabId()];
  const obedient = await startShell(lab);
  const stubborn = await startShell(lab, 'trap "" TERM;');
  const stranger = await startShell(other);
  try {
    const exits = Promise.all([once(obedient, 'exit'), once(stubborn, 'exit')]);
    await endLabProcesses(lab);
    expect(await exits).toEqual([
      [null, 'SIGTERM'],
      [null, 'SIGKILL'],
    ]);
    expect(findLabProcesses(lab)).toEqual([]);
    expect(isAlive(identify(stranger.pid!)!)).toBe(true);
  } finally {
    for (const child of [obedient, stubborn, stranger]) child.kill('SIGKILL');
    await endLabProcesses(other);
  }
});

test('a signal never hits a process that merely has the same pid', async () => {
  const lab = newLabId();
  const shell = await startShell(lab);
  try {
    const { pid, startTime } = identify(shell.pid!)!;
    sendSignal({ pid, startTime: startTime - 1 }, 'SIGKILL');
    expect(isAlive({ pid, startTime })).toBe(true);
    const exit = once(shell, 'exit');
    sendSignal({ pid, startTime }, 'SIGTERM');
    await exit;
    expect(identify(pid)).toBeUndefined();
  } finally {
    shell.kill('SIGKILL');
    await endLabProcesses(lab);
  }
});
