import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Database } from '../database/index.ts';
import type { Release } from './release.ts';

const Token = z.object({
  id: z.string(),
  userId: z.string(),
  projectId: z.string().nullable(),
  auditId: z.string(),
  issuedAt: z.number(),
  expiresAt: z.number(),
});

/** Times are whole seconds since 1970. */
export type Token = z.infer<typeof Token>;

export interface Tokens {
  issue(owner: { readonly userId: string; readonly projectId: string | null }): Token;
  /** Undefined when it was never issued, was revoked, or has expired. */
  find(id: string): Token | undefined;
  revoke(id: string): void;
}

export function makeTokens(options: {
  readonly database: Database;
  readonly release: Release;
  readonly lifetimeSeconds: number;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}): Tokens {
  const { database, release, lifetimeSeconds, clock } = options;
  const now = () => Math.floor(clock() / 1000);
  return {
    issue(owner) {
      const issuedAt = now();
      const token: Token = {
        id: randomBytes(32).toString('base64url'),
        ...owner,
        auditId: randomBytes(16).toString('base64url'),
        issuedAt,
        expiresAt: issuedAt + lifetimeSeconds,
      };
      database.change(release.token.insert, token);
      return token;
    },
    find(id) {
      const row = database.first(release.token.find, { id, now: now() });
      return row && Token.parse(row);
    },
    revoke(id) {
      database.change(release.token.revoke, { id, now: now() });
    },
  };
}
