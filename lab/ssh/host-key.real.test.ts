import { expect, test } from '@playwright/test';
import { hostKeyAt } from './host-key.ts';
import { startTestNode } from './test-node.ts';

test('the key that a host shows is the one that it has', async () => {
  await using node = await startTestNode();
  const { host, port, hostKey } = node.target;
  expect(await hostKeyAt(host, port)).toBe(hostKey);
});

test('where nobody listens there is no key', async () => {
  await using node = await startTestNode();
  const { host, port } = node.target;
  await node.server[Symbol.asyncDispose]();
  await expect(hostKeyAt(host, port)).rejects.toMatchObject({ code: 'ssh-failed' });
});
