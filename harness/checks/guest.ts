import { setTimeout as pause } from 'node:timers/promises';
import { connectSsh, hostKeyAt, type LabDescription, type SshClient } from '../../lab/index.ts';
import type { Cloud } from './cloud/index.ts';

export interface Guest extends AsyncDisposable {
  readonly address: string;
  /** What a command prints, without white space around it. A command that fails throws. */
  say(command: string): Promise<string>;
}

const BOOT_MS = 30_000;
const COMMAND_MS = 10_000;

/** Logs in to a server, as soon as it has booted. */
export async function enterGuest(
  { compute }: Cloud,
  { guests }: LabDescription,
  serverId: string,
  privateKeyFile: string,
): Promise<Guest> {
  const { data } = await compute.get(`/servers/${serverId}`);
  const address = addressOf(data.server);
  if (guests === null) throw new Error('Servers of this lab have no inside');
  if (address === undefined) throw new Error(`Server ${serverId} has no address that it could be reached at`);
  const deadline = performance.now() + BOOT_MS;
  for (;;) {
    try {
      return guestOn(await connect(address, guests, privateKeyFile), address);
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(200);
    }
  }
}

interface Address {
  readonly version: number;
  readonly addr: string;
  readonly 'OS-EXT-IPS:type': string;
}

/** A floating one first: it is there to be reached. */
export function addressOf(server: { readonly addresses: Readonly<Record<string, readonly Address[]>> }) {
  const all = Object.values(server.addresses).flat();
  const usable = all.filter(({ version }) => version === 4);
  return (usable.find((one) => one['OS-EXT-IPS:type'] === 'floating') ?? usable[0])?.addr;
}

// Nobody can know the key of a host that was made a moment ago: the first one that it shows is believed.
async function connect(host: string, { user, port }: NonNullable<LabDescription['guests']>, privateKeyFile: string) {
  const hostKey = await hostKeyAt(host, port);
  return await connectSsh({ host, port, user, privateKeyFile, hostKey }, host);
}

function guestOn(client: SshClient, address: string): Guest {
  return {
    address,
    async say(command) {
      const { code, stdout, stderr } = await client.run(command, { timeoutMs: COMMAND_MS });
      if (code !== 0) throw new Error(`"${command}" on the guest ${address} ended with ${code}: ${stderr.trim()}`);
      return stdout.trim();
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}
