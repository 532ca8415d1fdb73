import { expect } from '@playwright/test';
import { test } from '../../lab/docker/testing/index.ts';
import { destroyLab, disturbHost, openLab, provisionLab } from '../../lab/index.ts';
import { commands } from './index.ts';

test('a container that boots while a command runs in it: neither done nor begun again, and it has another boot than before', async () => {
  const id = `boot-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLab(id));
  const made = await provisionLab('docker', { id, shape: 'small', controllers: 1, projects: [] });
  const { keystone } = made.services;
  // A stop that takes long enough for something to come in between.
  const endless = { ...keystone!, commands: { ...keystone!.commands, stop: 'sleep 300' } };
  const description = { ...made, services: { ...made.services, endless } };
  const lab = stack.use(await openLab(description));
  const limits = { commandSeconds: 60, readySeconds: 30 };
  const strategy = commands({ lab, run: 'run', limits, record: () => undefined });
  const before = await strategy.boot('controller1');
  expect(await strategy.boot('controller1')).toBe(before);

  strategy.begin('1.1', 1);
  const stopping = strategy.stop({ service: 'endless', node: 'controller1' }).catch((error: Error) => error);
  const begun = () => lab.nodes.get('controller1')!.run('cat .unbroken/run/*/boot', { timeoutMs: 10_000 });
  await expect.poll(async () => (await begun()).stdout.trim()).toBe(before);
  await disturbHost(description, 'controller1', 'boot');
  expect(await stopping).toMatchObject({ code: 'node-rebooted', blame: 'experiment' });
  expect(await strategy.boot('controller1')).not.toBe(before);
});
