import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

const { utils } = ssh2;

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
}

// ssh2 1.17 cuts leading zero bytes off a new ed25519 key: one pair in 256 can be read by nobody, itself included.
export function makeKeyPair(): KeyPair {
  for (;;) {
    const pair = utils.generateKeyPairSync('ed25519', { comment: 'unbroken' });
    const key = utils.parseKey(pair.public);
    if (key instanceof Error) continue;
    return { privateKey: pair.private, publicKey: pair.public, fingerprint: fingerprint(key.getPublicSSH()) };
  }
}

/** `blob` is the key as it goes over the wire. */
export function fingerprint(blob: Buffer): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** The algorithm's name is the first string in a key blob. */
export function keyType(blob: Buffer): string {
  return blob.subarray(4, 4 + blob.readUInt32BE(0)).toString('latin1');
}

/** The public half of a private key, as `authorized_keys` has it. */
export function publicKeyOf(privateKey: string): string {
  const key = parsedKey(privateKey);
  return `${key.type} ${key.getPublicSSH().toString('base64')}`;
}

export function parsedKey(text: string): ssh2.ParsedKey {
  const key = utils.parseKey(text);
  if (key instanceof Error) throw key;
  return key;
}
