import { readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLab } from '../../lab/index.ts';
import { journalIn, killAt, see, Workplace } from './testing/index.ts';

/** Real signals, sent where it hurts: while it waits for users, while a command runs, while it only watches. */

const SHORT = ['--baseline', '1', '--mixed', '1', '--settle', '1'];

async function withLab(place: Workplace, body: (id: string) => Promise<void>): Promise<void> {
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  try {
    await body(id);
  } finally {
    await place.run('lab', 'down', id);
  }
}

/** Nothing drained, nothing stopped, and users served to the end: that is what the journal of the run says. */
function expectPutBack(place: Workplace): void {
  const events = journalIn(place.runFolder);
  const last = events.findLast((event) => event.event === 'servers');
  for (const { admin, operational, weight } of last?.servers ?? [])
    expect({ admin, operational, weight: weight > 0 }).toEqual({
      admin: 'ready',
      operational: 'running',
      weight: true,
    });
  expect(events.at(-1)).toMatchObject({ event: 'run-ended', ended: 'interrupted' });
  expect(place.verdict.findings.filter((finding) => finding.class === 'left-out')).toEqual([]);
}

/** Requests that never come to an end, on every server: none of them can be drained. */
async function neverEnding(url: string, count: number): Promise<Disposable> {
  const { hostname, port } = new URL(url);
  const sockets = await Promise.all(
    Array.from({ length: count }, () => {
      const { promise, resolve, reject } = Promise.withResolvers<Socket>();
      const socket = connect(Number(port), hostname, () => {
        socket.write('POST /v3/auth/tokens HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n');
        socket.write('Content-Length: 1000\r\n\r\n{', () => resolve(socket));
      });
      socket.on('error', reject);
      return promise;
    }),
  );
  for (const socket of sockets) socket.removeAllListeners('error').on('error', () => undefined);
  return {
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('while its lab is made: no bug, and nothing of the lab is left', async () => {
  using place = new Workplace();
  const running = place.start('certify', 'nova-zero-downtime', ...SHORT);
  const [, id = ''] = await running.says(/^lab (\w+): .* on this machine/m);
  running.kill('SIGINT');
  const { code, stderr } = await running.outcome;
  expect(stderr).not.toContain('unexpected');
  expect(code).toBe(130);
  await expect(readLab(id)).rejects.toThrow(id);
});

test('in the middle of a drain that does not end: given up at once, and the server is put back', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    const draining = see(running, join(place.folder, 'runs'), (event) => event.event === 'balancer-told');
    await running.says(/1 before/);
    const { description } = await readLab(id);
    using _users = await neverEnding(description!.services.keystone!.frontend!.url, 12);
    expect(await draining).toBe(true);
    running.kill('SIGTERM');
    const { code, stdout } = await running.outcome;
    expect(code).toBe(130);
    expect(stdout).toContain('INTERRUPTED');
    expectPutBack(place);
  });
});

test('in the middle of a long command: it comes to its end, and is taken back', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    await slowInstall(id, 3);
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    await running.says(/✓ .*2\.2 +stop keystone/);
    running.kill('SIGINT');
    expect((await running.outcome).code).toBe(130);
    expectPutBack(place);
    const commands = journalIn(place.runFolder).filter((event) => event.event === 'command');
    const installs = commands.filter(({ command }) => command.includes('install-release'));
    expect(installs.map(({ code, command }) => [code, /\d{4}\.\d/.exec(command)?.[0]])).toEqual([
      [0, '2026.1'],
      [0, '2025.1'],
    ]);
    for (const { after } of place.verdict.releases) expect(after).toBe('2025.1');
  });
});

test('while it only watches; users are still watched until it is steady', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    const running = place.start('certify', 'keystone', '--lab', id, '--baseline', '60', '--settle', '1');
    await see(running, join(place.folder, 'runs'), (event) => event.event === 'pulse');
    running.kill('SIGINT');
    expect((await running.outcome).code).toBe(130);
    expectPutBack(place);
    const notes = journalIn(place.runFolder).filter((event) => event.event === 'note');
    expect(notes.map(({ text }) => text)).toContainEqual(expect.stringContaining('traffic goes on for 1 s'));
    // Nothing was changed: the next run may begin at once.
    const second = place.start('certify', 'keystone', '--lab', id, '--runs', 'second', ...SHORT);
    expect(await killAt(second, join(place.folder, 'second'), (event) => event.event === 'step-started')).toBe(true);
  });
});

test('a second one ends at once, and names the one command that restores', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    await slowInstall(id, 8);
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    await running.says(/✓ .*2\.2 +stop keystone/);
    running.kill('SIGINT');
    await running.says(/interrupted: putting everything back/);
    running.kill('SIGINT');
    const { code, stderr } = await running.outcome;
    expect(code).toBe(130);
    const [, advice] = /ended at once: put back what was changed with: unbroken (.*)\n/.exec(stderr)!;
    const restored = await place.run(...advice!.split(' '));
    expect(restored).toMatchObject({ code: 0, stdout: expect.stringContaining('0 not') });
    expect((await place.run('lab', 'status', id)).code).toBe(0);
  });
});

for (const [under, ending, code] of [
  [undefined, ': everything is put back, though nobody can be told', 130],
  ['nohup', ' under nohup: it goes on to its end', 0],
] as const)
  test(`its terminal is closed${ending}`, async () => {
    using place = new Workplace();
    await withLab(place, async (id) => {
      const terminal = { columns: 120, rows: 40, ...(under && { under }) };
      const running = place.startOnTerminal(terminal, 'certify', 'keystone', '--lab', id, '--yes', ...SHORT);
      expect(await see(running, join(place.folder, 'runs'), (event) => event.event === 'balancer-told')).toBe(true);
      running.kill('SIGKILL');
      await running.outcome;
      await expect.poll(() => place.exitCode, { timeout: 60_000 }).toBeDefined();
      if (code === 130) expectPutBack(place);
      else expect(journalIn(place.runFolder).at(-1)).toMatchObject({ event: 'run-ended', ended: 'completed' });
      // A busy machine may leave too little to be certified by.
      expect(code === 0 && place.verdict.verdict === 'inconclusive' ? 2 : code).toBe(place.exitCode);
    });
  });

test('nobody reads what it prints any more: it goes on to its end', async () => {
  using place = new Workplace();
  await withLab(place, async (id) => {
    const running = place.start('certify', 'keystone', '--lab', id, ...SHORT);
    await running.says(/1 before/);
    running.stopReading();
    const { code, stdout } = await running.outcome;
    expect(stdout).not.toContain('CERTIFIED');
    expect(code).toBe(place.verdict.verdict === 'certified' ? 0 : 2);
    expect(journalIn(place.runFolder).at(-1)).toMatchObject({ ended: 'completed' });
  });
});

/** The lab's own description says what is run; here it takes its time first. */
async function slowInstall(id: string, seconds: number): Promise<void> {
  const file = join((await readLab(id)).folder, 'state.json');
  const slow = readFileSync(file, 'utf8').replaceAll('"install-release', `"sleep ${seconds}; install-release`);
  writeFileSync(file, slow);
}
