import { join } from 'node:path';
import { startSshServer } from '../../../ssh/index.ts';
import { GUEST_LOGIN } from './login.ts';
import { readMachine } from './machine.ts';

/** A virtual machine, as far as one can see it over SSH: `node guest-process.ts FOLDER`. It outlives nova-compute. */

const [, , folder = ''] = process.argv;
const machine = readMachine(folder);
if (!machine) throw new Error(`Expected a guest.json in ${folder}, found none`);
const server = await startSshServer({
  ...GUEST_LOGIN,
  address: machine.address,
  root: folder,
  // What it was started with goes on to its commands, so that whoever marked the one finds the others.
  environment: {
    ...(process.env as Record<string, string>),
    PATH: `${join(folder, 'bin')}:/usr/bin:/bin`,
    HOME: folder,
  },
  hostKey: machine.hostKey.privateKey,
  authorizedKey: machine.authorizedKey,
});
process.on('SIGTERM', async () => {
  await server[Symbol.asyncDispose]();
  process.exit(0);
});
// Whoever started it may be gone by now.
if (process.connected) process.send?.('booted', () => process.disconnect());
