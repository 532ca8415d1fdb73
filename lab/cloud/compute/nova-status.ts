import { openDatabase } from '../database/index.ts';
import { openRollcall } from '../rollcall/index.ts';
import { readConfiguration } from './configuration.ts';
import { findRelease } from './release.ts';
import { databasesIn, servicesIn } from './site.ts';
import { checkUpgrade, exitCode, printChecks } from './upgrade-check.ts';

/** `node nova-status.ts RELEASE ROOT upgrade check`: 0 go on, 1 with warnings, 2 do not. */

const [, , releaseName, root = '', ...command] = process.argv;
if (command.join(' ') === 'upgrade check') {
  const { databases } = readConfiguration(root);
  const files = databasesIn(databases);
  using api = openDatabase(files.api);
  using cell = openDatabase(files.cell);
  using rollcall = openRollcall(servicesIn(databases), Date.now);
  const checks = checkUpgrade({ api, cell }, findRelease(releaseName), rollcall);
  console.log(printChecks(checks));
  process.exitCode = exitCode(checks);
} else {
  console.error(`usage: nova-status upgrade check\nnova-status: error: unexpected arguments: ${command.join(' ')}`);
  process.exitCode = 127;
}
