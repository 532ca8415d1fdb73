import { makeGatekeeper } from '../access/index.ts';
import { runDaemon } from '../http/index.ts';
import { log, runProgram } from '../program.ts';
import { volumeApi } from './api/index.ts';
import { makeAttachments } from './attachments.ts';
import { makeSender } from './rpc.ts';
import { openSite } from './site.ts';

runProgram((releaseName, root) => {
  const { release, configuration, database, volumes, bus, rollcall, clock } = openSite('cinder-api', releaseName, root);
  const sender = makeSender({ bus, release, lowestLevel: rollcall.lowestLevel });
  process.on('SIGHUP', () => sender.lookAgain());
  const api = volumeApi({
    release,
    volumes,
    attachments: makeAttachments(database, clock),
    sender,
    rollcall,
    gatekeeper: makeGatekeeper({ ...configuration.identity, clock }),
    log,
  });
  runDaemon({ ...configuration.listen, api });
});
