import type { ServerHostKeyAlgorithm } from 'ssh2';
import type { SshTarget } from '../description.ts';
import { LabError } from '../error.ts';
import { fingerprint, keyType } from './keys.ts';
import { type KnownKey, knownName, readKnownKeys } from './known-hosts.ts';

type Hop = Omit<SshTarget, 'through' | 'become'>;

/** Which host keys are believed. Whatever is in doubt is refused: there is no asking, and no first use. */
export interface Trust {
  /** A host that has several keys shows the first of these that it has. */
  readonly algorithms: ServerHostKeyAlgorithm[];
  accepts(key: Buffer): boolean;
  /** Why the key was refused. */
  refusal(where: string, key: Buffer): LabError;
}

const RSA: readonly ServerHostKeyAlgorithm[] = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'];
const ALL: readonly ServerHostKeyAlgorithm[] = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  ...RSA,
];

export function trustIn(target: Hop): Trust {
  const { hostKey } = target;
  if (hostKey !== undefined)
    return {
      algorithms: [...ALL],
      accepts: (key) => fingerprint(key) === hostKey,
      refusal: (where, key) => mismatch(where, hostKey, key, 'hostKey'),
    };
  const files = [target.knownHostsFile ?? []].flat();
  const name = target.hostKeyAlias ?? knownName(target.host, target.port);
  const known = readKnownKeys(files, name);
  const good = known.filter(({ revoked }) => !revoked);
  const same = (key: Buffer) => (one: KnownKey) => one.blob.equals(key);
  return {
    algorithms: preferred(good),
    accepts: (key) => good.some(same(key)) && !known.some((one) => one.revoked && same(key)(one)),
    refusal(where, key) {
      const [other] = good;
      if (other) return mismatch(where, fingerprint(other.blob), key, other.place);
      return unknown(where, name, files, key);
    },
  };
}

function preferred(known: readonly KnownKey[]): ServerHostKeyAlgorithm[] {
  const isKnown = (algorithm: ServerHostKeyAlgorithm) =>
    known.some(({ type }) => type === algorithm || (type === 'ssh-rsa' && RSA.includes(algorithm)));
  return ALL.toSorted((a, b) => Number(isKnown(b)) - Number(isKnown(a)));
}

function mismatch(where: string, expected: string, key: Buffer, place: string): LabError {
  return new LabError(
    'host-key-mismatch',
    `${where} has another host key. Expected ${expected}, got ${fingerprint(key)} (${keyType(key)}).`,
    {
      fix: `If the host was rebuilt, compare with \`ssh-keygen -l\` on its console and correct ${place}. If not, somebody is in between.`,
    },
  );
}

function unknown(where: string, name: string, files: readonly string[], key: Buffer): LabError {
  const line = `${name} ${keyType(key)} ${key.toString('base64')}`;
  const file = files[0] ?? 'a known_hosts file, and name it as knownHostsFile';
  return new LabError(
    'host-key-unknown',
    `${where} is not a known host. It shows the key ${fingerprint(key)} (${keyType(key)}).`,
    { fix: `If \`ssh-keygen -l\` on its console says the same, add this line to ${file}:\n    ${line}` },
  );
}
