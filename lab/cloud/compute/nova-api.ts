import { makeGatekeeper } from '../access/index.ts';
import { runDaemon } from '../http/index.ts';
import { log, runProgram } from '../program.ts';
import { computeApi } from './api/index.ts';
import { openSite, watchVersions } from './site.ts';

/** The daemon: `node nova-api.ts RELEASE ROOT`. */

runProgram((releaseName, root) => {
  const site = openSite('nova-api', releaseName, root);
  const { release, configuration, clock } = site;
  const { address, port } = configuration;
  if (port === null) throw new Error('Expected a port for nova-api in etc/nova.json, got none');
  log(`INFO nova-api ${release.name}`);
  watchVersions(site);
  runDaemon({ address, port, api: computeApi(site, makeGatekeeper({ ...configuration, clock })) });
});
