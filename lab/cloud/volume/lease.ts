import type { Database } from '../database/index.ts';

/** Who serves a backend: nobody else does until this one gives it back, or has not renewed it for a while. */
export interface Lease {
  /** False when somebody else has it. */
  take(): boolean;
  release(): void;
}

export function makeLease(options: {
  readonly database: Database;
  readonly backend: string;
  readonly holder: string;
  readonly lifetimeMs: number;
  readonly clock: () => number;
}): Lease {
  const { database, backend, holder, lifetimeMs, clock } = options;
  let renewedAt = Number.NEGATIVE_INFINITY;
  return {
    take() {
      const now = clock();
      // It is renewed a few times in its life, not each time that somebody looks.
      if (now - renewedAt < lifetimeMs / 4) return true;
      const taken = database.first(
        'SELECT 1 FROM backend_lease WHERE backend = :backend AND holder <> :holder AND until > :now',
        {
          backend,
          holder,
          now,
        },
      );
      // A look first: an update takes the lock of the one writer even if it changes nothing.
      const mine =
        !taken &&
        database.change(
          `INSERT INTO backend_lease VALUES (:backend, :holder, :until)
           ON CONFLICT (backend) DO UPDATE SET holder = excluded.holder, until = excluded.until
           WHERE holder = excluded.holder OR until <= :now`,
          { backend, holder, now, until: now + lifetimeMs },
        ) > 0;
      renewedAt = mine ? now : Number.NEGATIVE_INFINITY;
      return mine;
    },
    release() {
      renewedAt = Number.NEGATIVE_INFINITY;
      database.change('DELETE FROM backend_lease WHERE backend = :backend AND holder = :holder', { backend, holder });
    },
  };
}
