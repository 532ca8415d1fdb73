import { log, runProgram, runWorker } from '../program.ts';
import { BINARY, makeSender } from './rpc.ts';
import { makeScheduler } from './scheduler.ts';
import { openSite } from './site.ts';

runProgram((releaseName, root) => {
  const { release, configuration, volumes, bus, rollcall } = openSite(BINARY.scheduler, releaseName, root);
  const { host, backend } = configuration;
  const sender = makeSender({ bus, release, lowestLevel: rollcall.lowestLevel });
  process.on('SIGHUP', () => sender.lookAgain());
  rollcall.report({ binary: BINARY.scheduler, host, level: release.level, release: release.name });
  const handle = makeScheduler({ release, volumes, sender, backend, services: rollcall.list, log });
  const service = bus.serve(BINARY.scheduler, handle, { lanes: 8 });
  runWorker(() => service.stop());
});
