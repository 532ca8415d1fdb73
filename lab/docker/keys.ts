import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SshTarget } from '../description.ts';
import { type KeyPair, makeKeyPair } from '../ssh/index.ts';

/** How a host of a lab is entered, and how it proves who it is. */
export interface Reached {
  readonly name: string;
  readonly address: string;
  /** A folder of this machine with what will be the node's root. */
  readonly root: string;
  readonly ssh: SshTarget;
  readonly hostKey: KeyPair;
}

export interface Keys {
  readonly authorizedKey: string;
  reached(name: string, address: string, root: string): Reached;
}

/** One key opens all hosts of a lab; each host has its own, known before it is there. */
export function makeKeys(folder: string): Keys {
  const key = makeKeyPair();
  const privateKeyFile = join(folder, 'id_operator');
  writeFileSync(privateKeyFile, key.privateKey, { mode: 0o600 });
  return {
    authorizedKey: key.publicKey,
    reached(name, address, root) {
      const hostKey = makeKeyPair();
      const knownHostsFile = join(folder, `${name}.known_hosts`);
      writeFileSync(knownHostsFile, `${address} ${hostKey.publicKey}\n`);
      const ssh = {
        host: address,
        port: 22,
        user: 'root',
        privateKeyFile,
        hostKey: hostKey.fingerprint,
        knownHostsFile,
      };
      return { name, address, root, ssh, hostKey };
    },
  };
}
