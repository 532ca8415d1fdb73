import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import { findEngine, listLabs } from '../../lab/index.ts';
import type { JournalEvent } from '../journal/index.ts';
import { killAt, Workplace } from './testing/index.ts';

test('a lab of containers that stays: status, a command on a host, logs, down', async () => {
  using place = new Workplace();
  const up = await place.run('lab', 'up', '--lab', 'docker', '--controllers', '2', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(up.stdout)![1]!;
  try {
    const status = await place.run('lab', 'status', id);
    expect(status.stdout).toMatch(/lb2 +keystone\/keystone2 +ready +running/);
    const release = await place.run('lab', 'ssh', '--lab', id, 'controller2', 'installed-release', 'keystone');
    expect(release).toMatchObject({ code: 0, stdout: '2025.1\n' });
    expect((await place.run('lab', 'logs', '--lab', id, 'lb1')).stdout).toContain('keepalived');
  } finally {
    expect((await place.run('lab', 'down', id)).stdout).toBe(`lab ${id} is down\n`);
  }
  expect((await place.run('lab', 'status', id)).code).toBe(64);
});

test('an upgrade in containers of its own: nobody notices, every release changes, nothing is left', async () => {
  using place = new Workplace();
  const before = (await listLabs()).map(({ id }) => id);
  await place.run('certify', 'keystone', '--lab', 'docker');
  const { upgrade, releases, findings, reconciliation } = place.verdict;
  expect(upgrade.lab.kind).toBe('docker');
  expect(releases.map(({ node, after }) => `${node} ${after}`).sort()).toEqual(
    [1, 2, 3].map((number) => `controller${number} 2026.1`),
  );
  // A machine that is busy with other things may leave the verdict open; it must not put anything on the upgrade.
  expect(findings.filter(({ severity }) => severity === 'refuse')).toEqual([]);
  expect(reconciliation?.logged).toBeGreaterThan(0);
  const made = (await listLabs()).map(({ id }) => id).filter((id) => !before.includes(id));
  expect(made).not.toContain(upgrade.lab.id);
});

test('kill -9 in the middle of an upgrade: its lab is found and taken down, and only the image stays', async () => {
  using place = new Workplace();
  const images = async () => (await (await engine()).listImages()).map(({ Id }) => Id).sort();
  const imagesBefore = await images();
  const before = (await listLabs()).map(({ id }) => id);
  const running = place.start('certify', 'keystone', '--lab', 'docker', '--baseline', '1');
  const inTheMiddle = (event: JournalEvent) => event.event === 'command' && event.command.includes('install-release');
  await running.says(/watch the old release/);
  expect(await killAt(running, join(place.folder, 'runs'), inTheMiddle)).toBe(true);
  const left = (await listLabs()).filter(({ id }) => !before.includes(id));
  expect(left).toEqual([expect.objectContaining({ kind: 'docker', ownerAlive: false })]);
  const { id } = left[0]!;
  expect(await remainsOf(id)).not.toEqual([]);
  expect((await place.run('lab', 'down', id)).stdout).toBe(`lab ${id} is down\n`);
  expect(await remainsOf(id)).toEqual([]);
  expect(await images()).toEqual(imagesBefore);
});

const engine = async () => (await findEngine())!.container.dockerode;

/** Whatever the engine has with the name of a lab, whether or not it has its label. */
async function remainsOf(id: string): Promise<string[]> {
  const dockerode = await engine();
  const all = [
    (await dockerode.listContainers({ all: true })).flatMap(({ Names }) => Names.map((name) => name.slice(1))),
    (await dockerode.listNetworks()).map(({ Name }) => Name),
    (await dockerode.listVolumes()).Volumes.map(({ Name }) => Name),
  ];
  return all.flat().filter((name) => name.startsWith(`unbroken-${id}`));
}
