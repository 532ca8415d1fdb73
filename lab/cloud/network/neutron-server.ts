import { makeGatekeeper } from '../access/index.ts';
import { openDatabase } from '../database/index.ts';
import { runDaemon } from '../http/index.ts';
import { openBus } from '../messages/index.ts';
import { log, runProgram } from '../program.ts';
import { openRollcall } from '../rollcall/index.ts';
import { networkApi } from './api/index.ts';
import { readConfiguration } from './configuration.ts';
import { makeAgents, servePlugin } from './plugin/index.ts';
import { makePorts } from './ports/index.ts';
import { findRelease } from './release.ts';
import { makeStore } from './store/index.ts';

/** Answers clients, and what agents ask it. */
runProgram((releaseName, root) => {
  const release = findRelease(releaseName);
  const { host, listen, identity, ...files } = readConfiguration(root);
  const { address, port } = listen;
  if (port === undefined) throw new Error(`Expected a port to listen on in the configuration of ${host}`);
  log(`INFO neutron-server ${release.name}`);
  const database = openDatabase(files.database);
  const bus = openBus(files.messages, `neutron-server@${host}`);
  const rollcall = openRollcall(files.rollcall, Date.now);
  const store = makeStore(database, release.owner, Date.now);
  const agents = makeAgents({ database, bus, rollcall, release });
  const ports = makePorts({ database, store, agents });
  const gatekeeper = makeGatekeeper({ ...identity, clock: Date.now });
  servePlugin({ database, bus, release, agents, ensureDhcpPort: ports.ensureDhcp });
  runDaemon({
    address,
    port,
    api: networkApi({ release, gatekeeper, database, store, agents, ports, rollcall, log }),
  });
});
