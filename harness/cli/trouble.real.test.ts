import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { type LabDescription, readLab } from '../../lab/index.ts';
import { Relay } from '../../lab/testing/index.ts';
import { Running, Workplace } from './testing/index.ts';

/** What breaks round a run: one clear message, the right exit code, and a lab that is as before or the way to get there. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1'];
const COMMAND = fileURLToPath(new URL('../../bin/unbroken', import.meta.url));
const KEYSTONE = fileURLToPath(new URL('../../scenarios/keystone', import.meta.url));

async function withLab(place: Workplace, body: (id: string, state: string) => Promise<void>): Promise<void> {
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  try {
    await body(id, join((await readLab(id)).folder, 'state.json'));
  } finally {
    await place.run('lab', 'down', id);
  }
}

function change(state: string, how: (description: LabDescription) => void): void {
  const text = JSON.parse(readFileSync(state, 'utf8'));
  how(text.description);
  writeFileSync(state, JSON.stringify(text));
}

test('a run folder that cannot be made: said before anything is touched', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    writeFileSync(join(place.folder, 'file'), '');
    const { code, stderr } = await place.run('certify', 'keystone', '--lab', id, ...SHORT, '--runs', 'file/runs');
    expect(stderr).toMatch(/file\/runs\/\S+-keystone can't be written: ENOTDIR/);
    expect(code).toBe(64);
    // Read-only, where even root may not write: a file system of this process alone.
    mkdirSync(join(place.folder, 'kept'));
    const script = 'mount -t tmpfs -o ro none kept && exec "$0" "$@"';
    const command = [COMMAND, 'certify', 'keystone', '--lab', id, ...SHORT, '--runs', 'kept'];
    const apart = spawn('unshare', ['-rm', 'sh', '-c', script, ...command], {
      cwd: place.folder,
      env: { ...process.env, CI: 'true', FORCE_COLOR: '0' },
    });
    const readOnly = await new Running(apart).outcome;
    expect(readOnly.stderr).toMatch(/kept\/\S+-keystone can't be written: EROFS/);
    expect(readOnly.code).toBe(64);
    expect((await place.run('lab', 'status', id)).code).toBe(0);
  });
});

test('a disk that fills up in the middle: everything is put back, and the file is named', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    // No file of this process may grow beyond 60 kB: what journal and ledger meet then is what a full disk gives. Both
    // grow to more in the shortest of runs.
    const limited = spawn(
      'sh',
      ['-c', `ulimit -f 120; exec "$0" "$@"`, COMMAND, 'certify', 'keystone', '--lab', id, ...SHORT],
      {
        cwd: place.folder,
        env: { ...process.env, CI: 'true', FORCE_COLOR: '0' },
      },
    );
    const { code, stderr, stdout } = await new Running(limited).outcome;
    expect(stdout + stderr).toMatch(/EFBIG|ENOSPC/);
    expect(stderr).not.toMatch(/unexpected|\n\s+at .*:\d+:\d+/);
    expect([2, 64]).toContain(code);
    expect((await place.run('lab', 'status', id)).code).toBe(0);
    if (stderr.includes('unbroken restore')) expect((await place.run('restore', place.runFolder)).code).toBe(0);
  });
});

test("a load balancer's socket that is gone: inconclusive, and the command that restores works once it is back", async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    await running.says(/✓ .*2\.1 +drain keystone1/);
    const { adminSocket } = (await readLab(id)).description!.balancers.lb1!;
    renameSync(adminSocket, `${adminSocket}.away`);
    const { code, stderr, stdout } = await running.outcome;
    renameSync(`${adminSocket}.away`, adminSocket);
    expect(stdout + stderr).toContain(adminSocket);
    expect(stderr).toContain(`unbroken restore ${place.runFolder}`);
    expect(code).toBe(2);
    expect(await place.run('restore', place.runFolder)).toMatchObject({ code: 0 });
    expect((await place.run('lab', 'status', id)).code).toBe(0);
  });
});

test('SSH refused: which node, and nothing is begun', async () => {
  using place = new Workplace();
  await withLab(place, async (id, state) => {
    change(state, ({ nodes }) => {
      nodes.controller2!.ssh.port = 1;
    });
    const { code, stderr } = await place.run('certify', 'keystone', '--lab', id, ...SHORT);
    expect(stderr).toMatch(/Cannot connect to controller2 .*ECONNREFUSED/);
    expect(code).toBe(64);
  });
});

test('SSH refused in the middle: inconclusive, which node, and the command that restores works once it is back', async () => {
  using place = new Workplace();
  // The same procedure, by somebody with less patience.
  cpSync(KEYSTONE, join(place.folder, 'impatient'), { recursive: true });
  const scenario = join(place.folder, 'impatient/scenario.yaml');
  writeFileSync(scenario, readFileSync(scenario, 'utf8').replace('readySeconds: 60', 'readySeconds: 4'));
  await withLab(place, async (id, state) => {
    const { ssh } = (await readLab(id)).description!.nodes.controller1!;
    await using way = await Relay.open(ssh.host, ssh);
    change(state, ({ nodes }) => {
      nodes.controller1!.ssh.port = way.port;
    });
    const running = place.start('certify', scenario, '--lab', id, ...SHORT);
    await running.says(/✓ .*2\.1 +drain keystone1/);
    await way.shut();
    const { code, stderr, stdout } = await running.outcome;
    expect(stdout + stderr).toMatch(/controller1 .*ECONNREFUSED/);
    expect(stderr).toContain(`unbroken restore ${place.runFolder}`);
    expect(place.verdict.findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
    expect(code).toBe(2);
    await way.reopen();
    expect(await place.run('restore', place.runFolder)).toMatchObject({ code: 0 });
    expect((await place.run('lab', 'status', id)).code).toBe(0);
  });
});

test('a node that boots in the middle of a step: the step fails, and the upgrade is not blamed', async () => {
  using place = new Workplace();
  await withLab(place, async (id, state) => {
    // A node of this machine cannot boot. It says so all the same: on its path there is a cat that names another boot.
    change(state, ({ services }) => {
      services.keystone!.commands.install =
        `printf '#!/bin/sh\\ncase "$1" in */boot_id) echo after;; *) exec /bin/cat "$@";; esac\\n' >"$HOME/bin/cat"; ` +
        `chmod 755 "$HOME/bin/cat"; case {release} in 2026*) false;; esac && install-release keystone {release}`;
    });
    const { code, stdout } = await place.run('certify', 'keystone', '--lab', id, ...SHORT);
    expect(stdout).toMatch(/controller1 has booted since the run began/);
    expect(stdout).toContain('INCONCLUSIVE');
    expect(code).toBe(2);
    expect(place.verdict.findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  });
});

test('a step that hurts users: halted, or taken back one node after the other', async () => {
  test.setTimeout(300_000);
  using place = new Workplace();
  await withLab(place, async (id) => {
    // The documented order lets versions go back as soon as two releases serve.
    const args = ['certify', 'keystone', '--lab', id, '--order', 'rolling', ...SHORT, '--on-violation'];
    const { stderr, code } = await place.run(...args, 'rollback');
    expect(stderr).toMatch(/versions went back: \d+ answers → rollback/);
    expect(code).toBe(1);
    const { releases, steps, ended, findings } = place.verdict;
    expect(ended).toBe('failed');
    for (const { before, after } of releases) expect([before, after]).toEqual(['2025.1', '2025.1']);
    expect(steps.some(({ step, outcome }) => step.startsWith('back.') && outcome === 'done')).toBe(true);
    expect(new Set(findings.filter(({ severity }) => severity === 'refuse').map((one) => one.class))).not.toContain(
      'errors',
    );
    expect((await place.run('lab', 'status', id)).code).toBe(0);

    // The lab is as before: the same again, and this time it is only halted.
    const halted = await place.run(...args, 'halt', '--runs', 'halted');
    expect(halted.stderr).toMatch(/versions went back: \d+ answers → halt/);
    expect(halted.code).toBe(1);
    expect(halted.stderr).not.toContain('back.');
    expect((await place.run('lab', 'status', id)).code).toBe(0);
    const { stdout } = await place.run('inventory', '--lab', id, '--json');
    expect(['2025.1', '2026.1'].filter((release) => stdout.includes(release))).toEqual(['2025.1', '2026.1']);
  });
});

test('nobody there to ask: refused at the start', async () => {
  using place = new Workplace();
  mkdirSync(join(place.folder, 'runs'));
  for (const flag of [
    ['--pause-before', '2.1'],
    ['--on-violation', 'ask'],
  ]) {
    const { code, stderr } = await place.run('certify', 'keystone', ...SHORT, ...flag);
    expect(stderr).toContain('no terminal');
    expect(code).toBe(64);
  }
});
