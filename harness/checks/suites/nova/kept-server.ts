import { test as base, expect } from '../../index.ts';
import { makeGroup, requestServer, type Server, untilActive } from './servers.ts';

/** The server that lives through the upgrade: made by the first check before it that asks for it. */
export const test = base.extend<{ server: Server }>({
  server: async ({ cloud, keepsake, operatorKey, when }, use) => {
    if (when === 'before' && !keepsake.get('server')) {
      const name = `kept-${crypto.randomUUID()}`;
      await makeGroup(cloud, name, keepsake);
      await cloud.compute.post('/os-keypairs', { keypair: { name, public_key: operatorKey.publicKey } });
      keepsake.keep('compute', `/os-keypairs/${name}`);
      const server = await requestServer(cloud, { name, key: name, group: name });
      keepsake.keep('compute', `/servers/${server.id}`);
      keepsake.set('server', server);
    }
    const server = keepsake.get<Server>('server');
    if (!server) throw new Error('No server was kept: the checks before the upgrade make it');
    await untilActive(cloud, server);
    await use(server);
  },
});

export { expect };
