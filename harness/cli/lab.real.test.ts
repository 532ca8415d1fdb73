import { expect, test } from '@playwright/test';
import { Workplace } from './testing/index.ts';

test('a lab that stays: status, a command on a node, logs, down', async () => {
  using place = new Workplace();
  const up = await place.run('lab', 'up', '--controllers', '2', '--projects', 'keystone');
  const id = /^lab (\w+) is up/.exec(up.stdout)![1]!;
  try {
    const status = await place.run('lab', 'status', id);
    expect(status.stdout).toMatch(/keystone\/keystone2 +ready +running/);
    expect(status.code).toBe(0);

    // The host key is verified, so the lab must have told it to the SSH client.
    const release = await place.run('lab', 'ssh', '--lab', id, 'controller2', 'installed-release', 'keystone');
    expect(release).toMatchObject({ code: 0, stdout: '2025.1\n' });
    expect((await place.run('lab', 'ssh', '--lab', id, 'controller2', 'exit 7')).code).toBe(7);
    const unknown = await place.run('lab', 'ssh', '--lab', id, 'controller9');
    expect(unknown.stderr).toContain('no node "controller9"; there are: controller1, controller2');

    const logs = await place.run('lab', 'logs', '--lab', id, 'controller1');
    expect(logs.stdout).toContain('listening on http://');
    expect((await place.run('lab', 'logs', '--lab', id, 'lb1')).stdout).toContain('--- lb1');
  } finally {
    expect((await place.run('lab', 'down', id)).stdout).toBe(`lab ${id} is down\n`);
  }
  expect((await place.run('lab', 'status', id)).code).toBe(64);
});
