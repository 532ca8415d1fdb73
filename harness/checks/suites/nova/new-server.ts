import { test as base, expect } from '../../index.ts';
import { makeGroup, remove, requestServer, type Server, untilActive } from './servers.ts';

/** A server of its own for the checks of one file. */
export const test = base
  .extend<object, { shared: Server }>({
    shared: [
      async ({ cloud, operatorKey }, use) => {
        const name = `new-${crypto.randomUUID()}`;
        await using leftovers = new AsyncDisposableStack();
        leftovers.defer(await makeGroup(cloud, name));
        await cloud.compute.post('/os-keypairs', { keypair: { name, public_key: operatorKey.publicKey } });
        leftovers.defer(async () => void (await cloud.compute.delete(`/os-keypairs/${name}`)));
        const server = await requestServer(cloud, { name, key: name, group: name });
        leftovers.defer(() => remove(cloud, server));
        await use(server);
      },
      { scope: 'worker' },
    ],
  })
  .extend<{ server: Server }>({
    server: async ({ cloud, shared }, use) => {
      await untilActive(cloud, shared);
      await use(shared);
    },
  });

export { expect };
