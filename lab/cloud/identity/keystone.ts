import { openDatabase } from '../database/index.ts';
import { runDaemon } from '../http/index.ts';
import { identityApi } from './api/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';

/** The daemon: `node keystone.ts RELEASE ROOT`. An install while it runs does not touch it, as on any host. */

const log = (line: string) => console.log(`${new Date().toISOString()} ${process.pid} ${line}`);

function serve([releaseName, root = '']: readonly string[]): void {
  const release = findRelease(releaseName);
  const { listen, database, token } = readConfiguration(root);
  log(`INFO keystone ${release.name}`);
  const { lifetimeSeconds } = token;
  runDaemon({
    ...listen,
    api: identityApi({ release, database: openDatabase(database), lifetimeSeconds, clock: Date.now, log }),
  });
}

try {
  serve(process.argv.slice(2));
} catch (error) {
  log(`CRITICAL ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
