import { openDatabase } from '../database/index.ts';
import { runDaemon } from '../http/index.ts';
import { log, runProgram } from '../program.ts';
import { identityApi } from './api/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';

runProgram((releaseName, root) => {
  const release = findRelease(releaseName);
  const { listen, database, token } = readConfiguration(root);
  log(`INFO keystone ${release.name}`);
  const { lifetimeSeconds } = token;
  runDaemon({
    ...listen,
    api: identityApi({ release, database: openDatabase(database), lifetimeSeconds, clock: Date.now, log }),
  });
});
