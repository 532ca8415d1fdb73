import type { Migration } from '../database/index.ts';
import { tokenTimes } from './migration.ts';

/** All that differs between two releases of this service. */
export interface Release {
  readonly name: string;
  /** What version documents say. */
  readonly version: { readonly id: string; readonly updated: string };
  /** Each release speaks to the token table in its own columns. */
  readonly token: { readonly insert: string; readonly find: string; readonly revoke: string };
  /** From the schema of the oldest release to that of this one. */
  readonly migrations: readonly Migration[];
}

const TOKEN = `id, user_id AS userId, project_id AS projectId, audit_id AS auditId, issued_at AS issuedAt`;

const ALL: readonly Release[] = [
  {
    name: '2025.1',
    version: { id: 'v3.14', updated: '2020-04-07T00:00:00Z' },
    token: {
      insert: `INSERT INTO token (id, user_id, project_id, audit_id, issued_at, expires)
        VALUES (:id, :userId, :projectId, :auditId, :issuedAt, strftime('%Y-%m-%dT%H:%M:%SZ', :expiresAt, 'unixepoch'))`,
      find: `SELECT ${TOKEN}, unixepoch(expires) AS expiresAt FROM token
        WHERE id = :id AND valid = 1 AND expires > strftime('%Y-%m-%dT%H:%M:%SZ', :now, 'unixepoch')`,
      revoke: 'UPDATE token SET valid = 0 WHERE id = :id',
    },
    migrations: [],
  },
  {
    name: '2026.1',
    // Further than the real one went, so that users can see from outside which release answered.
    version: { id: 'v3.15', updated: '2026-04-01T00:00:00Z' },
    token: {
      insert: `INSERT INTO token (id, user_id, project_id, audit_id, issued_at, expires_at)
        VALUES (:id, :userId, :projectId, :auditId, :issuedAt, :expiresAt)`,
      find: `SELECT ${TOKEN}, expires_at AS expiresAt FROM token
        WHERE id = :id AND revoked_at IS NULL AND expires_at > :now`,
      revoke: 'UPDATE token SET revoked_at = :now WHERE id = :id',
    },
    migrations: [tokenTimes],
  },
];

export function findRelease(name: string | undefined): Release {
  const release = ALL.find((candidate) => candidate.name === name);
  if (release) return release;
  throw new Error(`Expected a release (${ALL.map((known) => known.name).join(', ')}), got ${name ?? 'none'}`);
}
