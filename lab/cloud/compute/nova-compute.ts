import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { makeAgent } from './agent/index.ts';
import { makeGuests } from './guest/index.ts';
import { runDuty } from './worker.ts';

/** The daemon: `node nova-compute.ts RELEASE ROOT`. It takes no guest with it when it ends. */

runDuty('nova-compute', (site) => {
  const { root, configuration, instances } = site;
  const { host, address } = configuration;
  instances.addComputeNode(randomUUID(), host, address);
  const { handle, cleanUp } = makeAgent(site, makeGuests(join(root, 'var', 'guests')));
  cleanUp();
  return { topic: `compute.${host}`, lanes: 16, handle };
});
