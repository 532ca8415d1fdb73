import { z } from 'zod';
import type { Database } from '../../database/index.ts';

export const ConsoleToken = z.object({ token: z.string(), instanceId: z.string(), host: z.string(), port: z.number() });
export type ConsoleToken = z.infer<typeof ConsoleToken>;

export type ConsoleTokens = ReturnType<typeof makeConsoleTokens>;

// [consoleauth] token_ttl
const LIFETIME_MS = 600_000;

export function makeConsoleTokens(database: Database, clock: () => number) {
  return {
    authorize(token: ConsoleToken): void {
      database.change('DELETE FROM console_token WHERE expires_at <= :now', { now: clock() });
      database.change('INSERT OR REPLACE INTO console_token VALUES (:token, :instanceId, :host, :port, :expiresAt)', {
        ...token,
        expiresAt: clock() + LIFETIME_MS,
      });
    },
    find(token: string): ConsoleToken | undefined {
      const row = database.first(
        `SELECT token, instance_id AS instanceId, host, port FROM console_token
         WHERE token = :token AND expires_at > :now`,
        { token, now: clock() },
      );
      return row && ConsoleToken.parse(row);
    },
  };
}
