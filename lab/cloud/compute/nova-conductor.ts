import { expectVersion } from '../messages/index.ts';
import { makeConductor } from './conductor.ts';
import { CONDUCTOR } from './rpc/index.ts';
import { runDuty } from './worker.ts';

/** The daemon: `node nova-conductor.ts RELEASE ROOT`. */

runDuty('nova-conductor', (site) => {
  const conduct = makeConductor(site);
  return {
    topic: CONDUCTOR.topic,
    lanes: 16,
    handle(message) {
      expectVersion(message, CONDUCTOR.version);
      return conduct(message);
    },
  };
});
