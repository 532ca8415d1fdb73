import { z } from 'zod';
import type { Database } from '../../database/index.ts';

const Keypair = z.object({
  number: z.number(),
  userId: z.string(),
  name: z.string(),
  type: z.string(),
  publicKey: z.string(),
  fingerprint: z.string(),
  createdAt: z.number(),
});
export type Keypair = z.infer<typeof Keypair>;

export type Keypairs = ReturnType<typeof makeKeypairs>;

const SELECT = `SELECT number, user_id AS userId, name, type, public_key AS publicKey, fingerprint,
  created_at AS createdAt FROM keypair WHERE user_id = :userId`;

export function makeKeypairs(database: Database, clock: () => number) {
  return {
    /** Throws where the user has one of this name. */
    add(keypair: Omit<Keypair, 'number' | 'createdAt'>): void {
      database.change(
        `INSERT INTO keypair (user_id, name, type, public_key, fingerprint, created_at)
         VALUES (:userId, :name, :type, :publicKey, :fingerprint, :now)`,
        { ...keypair, now: clock() },
      );
    },
    list: (userId: string) => database.all(`${SELECT} ORDER BY name`, { userId }).map((row) => Keypair.parse(row)),
    find(userId: string, name: string): Keypair | undefined {
      const row = database.first(`${SELECT} AND name = :name`, { userId, name });
      return row && Keypair.parse(row);
    },
    remove: (userId: string, name: string) =>
      database.change('DELETE FROM keypair WHERE user_id = :userId AND name = :name', { userId, name }) > 0,
  };
}
