import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import { listLabs } from '../../lab/index.ts';
import { Workplace } from './testing/index.ts';

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
