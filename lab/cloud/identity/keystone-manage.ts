import { parseArgs } from 'node:util';
import { openDatabase, PhaseOrderError } from '../database/index.ts';
import { bootstrap, Endpoints } from './bootstrap.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { SyncOption, syncDatabase } from './sync.ts';

/** The administrator's tool: `node keystone-manage.ts RELEASE ROOT COMMAND …`. */

const USAGE = `usage: keystone-manage bootstrap      (OS_BOOTSTRAP_PASSWORD, OS_BOOTSTRAP_PUBLIC_URL and, for other projects
                                      to be known by, OS_BOOTSTRAP_ENDPOINTS in the environment)
       keystone-manage db_sync [--expand | --migrate | --contract | --check]`;

const [, , releaseName, root = '', command, ...rest] = process.argv;
const release = findRelease(releaseName);
using database = openDatabase(readConfiguration(root).database);

async function run(): Promise<number> {
  if (command === 'bootstrap') {
    const { OS_BOOTSTRAP_PASSWORD: password, OS_BOOTSTRAP_PUBLIC_URL: publicUrl } = process.env;
    const endpoints = Endpoints.parse(JSON.parse(process.env.OS_BOOTSTRAP_ENDPOINTS ?? '{}'));
    if (!password || !publicUrl)
      return usageError('bootstrap: expected OS_BOOTSTRAP_PASSWORD and OS_BOOTSTRAP_PUBLIC_URL');
    await bootstrap(database, { password, publicUrl, endpoints });
    return 0;
  }
  if (command === 'db_sync') {
    const { tokens } = parseArgs({ args: rest, tokens: true, strict: false });
    const [token, ...more] = tokens;
    if (!token) return syncDatabase(database, release, undefined, console.log);
    const option = SyncOption.safeParse(token.kind === 'option' ? token.name : undefined);
    if (option.success && more.length === 0) return syncDatabase(database, release, option.data, console.log);
  }
  return usageError(`unexpected arguments: ${[command, ...rest].join(' ')}`);
}

function usageError(message: string): number {
  console.error(`${USAGE}\nkeystone-manage: error: ${message}`);
  return 2;
}

try {
  process.exitCode = await run();
} catch (error) {
  if (!(error instanceof PhaseOrderError)) throw error;
  console.error(`keystone-manage: ${error.message}`);
  process.exitCode = 1;
}
