import { createHash } from 'node:crypto';
import { z } from 'zod';
import { violatesUnique } from '../../database/index.ts';
import { Refusal } from '../../http/index.ts';
import { newKeyPair } from '../key-pair.ts';
import type { Site } from '../site.ts';
import type { Keypair } from '../store/index.ts';
import type { Asked, AskedRoutes } from './asked.ts';
import { expectBody, isoMicroseconds } from './respond.ts';

const NewKeypair = z.object({
  keypair: z.object({
    name: z.string().trim().min(1).max(255),
    type: z.literal('ssh').default('ssh'),
    public_key: z.string().optional(),
  }),
});

export function keypairRoutes({ keypairs }: Site): AskedRoutes {
  const missing = (name: string, userId: string) => new Refusal(404, `Keypair ${name} not found for user ${userId}`);

  return {
    'GET /v2.1/os-keypairs': (asked) => ({
      status: 200,
      body: { keypairs: keypairs.list(asked.caller.userId).map((each) => ({ keypair: brief(asked, each) })) },
    }),
    'POST /v2.1/os-keypairs': async (asked) => {
      const { userId } = asked.caller;
      const { name, type, public_key } = expectBody(NewKeypair, asked.body).keypair;
      if (public_key === undefined && asked.minor >= 92)
        throw new Refusal(400, `Invalid input for field/attribute keypair. 'public_key' is a required property`);
      const made = public_key === undefined ? await newKeyPair() : undefined;
      const publicKey = public_key ?? made!.publicKey;
      const keypair = { userId, name, type, publicKey, fingerprint: fingerprintOf(publicKey) };
      try {
        keypairs.add(keypair);
      } catch (error) {
        throw violatesUnique(error) ? new Refusal(409, `Key pair '${name}' already exists.`) : error;
      }
      const secret = made ? { private_key: made.privateKey } : {};
      return {
        status: asked.minor >= 2 ? 201 : 200,
        body: { keypair: { ...brief(asked, keypair), user_id: userId, ...secret } },
      };
    },
    'GET /v2.1/os-keypairs/{keypair}': (asked) => {
      const { userId } = asked.caller;
      const name = asked.parameters.keypair!;
      const found = keypairs.find(userId, decodeURIComponent(name));
      if (!found) throw missing(name, userId);
      const stamps = { id: found.number, created_at: isoMicroseconds(found.createdAt), updated_at: null };
      const history = { ...stamps, deleted: false, deleted_at: null };
      return { status: 200, body: { keypair: { ...brief(asked, found), user_id: userId, ...history } } };
    },
    'DELETE /v2.1/os-keypairs/{keypair}': (asked) => {
      const { userId } = asked.caller;
      const name = asked.parameters.keypair!;
      if (!keypairs.remove(userId, decodeURIComponent(name))) throw missing(name, userId);
      return { status: asked.minor >= 2 ? 204 : 202 };
    },
  };
}

const brief = ({ minor }: Asked, { name, publicKey, fingerprint, type }: Omit<Keypair, 'number' | 'createdAt'>) => ({
  name,
  public_key: publicKey,
  fingerprint,
  ...(minor >= 2 && { type }),
});

/** Of an OpenSSH public key, as nova writes it: MD5 in pairs of digits. */
function fingerprintOf(publicKey: string): string {
  const [, type = '', blob = ''] = /^(ssh-\S+|ecdsa-\S+|sk-\S+)\s+([A-Za-z0-9+/]+=*)/.exec(publicKey.trim()) ?? [];
  if (type === '') throw new Refusal(400, 'Keypair data is invalid: failed to generate fingerprint');
  return createHash('md5').update(Buffer.from(blob, 'base64')).digest('hex').match(/../g)!.join(':');
}
