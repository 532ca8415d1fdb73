import { expect, test } from '@playwright/test';
import type { LabDescription } from './description.ts';
import { destroyLocalLab, provisionLocalLab } from './local/index.ts';
import { openLab } from './open.ts';

async function localLab() {
  const description = await provisionLocalLab({ id: `open-${process.pid}`, controllers: 1, projects: [] });
  return { description, [Symbol.asyncDispose]: () => destroyLocalLab(description.id) };
}

const withoutAnybody = { host: '127.0.0.1', port: 1 };

test('an open lab has each node and each load balancer by its name, until it is closed', async () => {
  await using local = await localLab();
  const lab = await openLab(local.description);
  try {
    expect([...lab.nodes.keys()]).toEqual(['controller1']);
    expect((await lab.balancers.get('lb1')!.servers()).map(({ server }) => server)).toEqual(['keystone1']);
  } finally {
    await lab[Symbol.asyncDispose]();
  }
  await expect(lab.nodes.get('controller1')!.run('true', { timeoutMs: 1_000 })).rejects.toMatchObject({
    code: 'ssh-failed',
  });
});

test('a part that cannot be reached is named', async () => {
  await using local = await localLab();
  const { nodes, balancers } = local.description;
  const withNode: LabDescription = {
    ...local.description,
    nodes: { ...nodes, controller2: { role: 'controller', ssh: { ...nodes.controller1!.ssh, ...withoutAnybody } } },
  };
  await expect(openLab(withNode)).rejects.toMatchObject({
    code: 'ssh-failed',
    message: expect.stringContaining('controller2'),
  });
  const withBalancer: LabDescription = {
    ...local.description,
    balancers: { ...balancers, lb2: { adminSocket: '/nonexistent/admin.sock' } },
  };
  await expect(openLab(withBalancer)).rejects.toMatchObject({
    code: 'haproxy-unreachable',
    message: expect.stringContaining('/nonexistent/admin.sock'),
  });
});
