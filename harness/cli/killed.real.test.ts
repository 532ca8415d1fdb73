import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLab } from '../../lab/index.ts';
import { Profile } from '../../traffic/index.ts';
import { Caller, credentialsOf, targetsOf } from '../calls/index.ts';
import { killAt, see, Workplace } from './testing/index.ts';

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1'];

async function labUp(place: Workplace): Promise<string> {
  const { stdout } = await place.run('lab', 'up');
  const id = /^lab (\w+) is up/.exec(stdout)?.[1];
  expect(id).toBeDefined();
  return id!;
}

/** Every process that carries the lab's mark in its environment. */
function processesOf(id: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`UNBROKEN_LAB=${id}`);
      } catch {
        return false;
      }
    })
    .map(Number);
}

test('kill -9 in the middle of a step: status shows it, restore puts it back, down leaves nothing', async () => {
  using place = new Workplace();
  const id = await labUp(place);
  try {
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    await running.says(/✓ .*2\.1 +drain keystone1/);
    const following = place.start('ledger', place.runFolder, '--follow');
    running.kill('SIGKILL');
    await running.outcome;
    const followed = await following.outcome;
    expect(followed.stderr).toBe(
      `not sealed: process ${running.pid}, which recorded this, is gone; more will not come\n`,
    );
    expect(followed.code).toBe(0);

    const drained = await place.run('lab', 'status', id);
    expect(drained.stdout).toMatch(/keystone\/keystone1 +drain/);
    expect(drained.code).toBe(1);
    const refused = await place.run('certify', 'keystone', '--lab', id, ...SHORT);
    expect(refused.stderr).toContain(`as the run ${place.runFolder} left it`);
    expect(refused.stderr).toContain(`unbroken restore ${place.runFolder}`);
    expect(refused.code).toBe(64);

    const restored = await place.run('restore', place.runFolder);
    expect(restored.stderr + restored.stdout).toContain('0 not');
    const status = await place.run('lab', 'status', id);
    expect(status.stdout).not.toContain('drain');
    expect(status.code).toBe(0);
    expect((await place.run('restore', place.runFolder)).stdout).toBe('nothing to put back\n');
  } finally {
    await place.run('lab', 'down', id);
  }
  expect(processesOf(id)).toEqual([]);
  expect((await place.run('lab', 'status')).stdout).not.toContain(id);
});

test('what a killed harness was just making, and knew only the name of, is found by that name and deleted', async () => {
  using place = new Workplace();
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'cinder');
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  try {
    const running = place.start('certify', 'cinder', '--lab', id, ...SHORT, '--skip', 'checks');
    await killAt(running, join(place.folder, 'runs'), (event) => event.event === 'step-started');
    const { profile } = JSON.parse(readFileSync(join(place.runFolder, 'scenario.json'), 'utf8'));
    const { description } = await readLab(id);
    const user = (mark: string) =>
      new Caller(Profile.parse(profile), targetsOf(description!), { ...credentialsOf(description!), mark });
    const { signal } = new AbortController();
    // Served in the moment of the kill: here it is sent after it, which comes to the same.
    const unheard = user(`${basename(place.runFolder)}-volume-life-999`);
    for (const call of ['log-in', 'make-volume']) expect(await unheard.call(call, signal)).toMatchObject({ ok: true });
    const others = user('somebody-elses-volume-life-999');
    for (const call of ['log-in', 'make-volume']) expect(await others.call(call, signal)).toMatchObject({ ok: true });

    const restored = await place.run('restore', place.runFolder);
    expect(restored, restored.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining(', 0 not') });
    expect(await unheard.call('volume-is-gone', signal)).toMatchObject({ ok: true });
    expect(await others.call('volume-is-gone', signal)).toMatchObject({ ok: false });
    expect((await place.run('restore', place.runFolder)).stdout).toBe('nothing to put back\n');
  } finally {
    await place.run('lab', 'down', id);
  }
});

test('two harnesses never drive one lab: the second learns who does', async () => {
  using place = new Workplace();
  const id = await labUp(place);
  try {
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT, '--baseline', '60');
    await see(running, join(place.folder, 'runs'), (event) => event.event === 'step-started');
    const { stderr, code } = await place.run('certify', 'keystone', '--lab', id, ...SHORT);
    expect(stderr).toContain(`lab ${id} is driven by "certify keystone", pid ${running.pid}, run ${place.runFolder}`);
    expect(code).toBe(64);
    running.kill('SIGINT');
    expect((await running.outcome).code).toBe(130);
  } finally {
    await place.run('lab', 'down', id);
  }
});

test('kill -9 of a run with a lab of its own: the lab is found and taken down', async () => {
  using place = new Workplace();
  const running = place.start('certify', 'keystone', ...SHORT);
  await running.says(/✓ .* 2\.2 +stop keystone/);
  running.kill('SIGKILL');
  await running.outcome;
  const { lab } = JSON.parse(readFileSync(join(place.runFolder, 'journal.ndjson'), 'utf8').split('\n')[0] ?? '{}');
  expect(processesOf(lab.id).length).toBeGreaterThan(0);
  expect((await place.run('lab', 'status')).stdout).toContain(`lab ${lab.id}: orphaned`);
  expect((await place.run('lab', 'down', lab.id)).code).toBe(0);
  expect(processesOf(lab.id)).toEqual([]);
  expect((await place.run('lab', 'status')).stdout).not.toContain(lab.id);
});
