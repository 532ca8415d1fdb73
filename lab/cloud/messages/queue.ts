import { z } from 'zod';
import { openDatabase } from '../database/index.ts';
import type { Message } from './contract.ts';
import { writeError } from './error.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS bus_message (
  id INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, method TEXT NOT NULL, version TEXT NOT NULL,
  payload TEXT NOT NULL, reply_to TEXT, leased_until INTEGER NOT NULL DEFAULT 0, deliveries INTEGER NOT NULL DEFAULT 0,
  reader TEXT, finished_at INTEGER, answer TEXT, error TEXT) STRICT;
CREATE INDEX IF NOT EXISTS bus_message_waiting ON bus_message (topic, id) WHERE finished_at IS NULL;
CREATE INDEX IF NOT EXISTS bus_message_finished ON bus_message (finished_at) WHERE finished_at IS NOT NULL;
`;

const WAITING = 'topic = :topic AND finished_at IS NULL AND leased_until <= :now';

const Claimed = z.object({
  id: z.number(),
  topic: z.string(),
  method: z.string(),
  version: z.string(),
  payload: z.string(),
  replyTo: z.string().nullable(),
  deliveries: z.number(),
});
const Answered = z.object({ id: z.number(), answer: z.string().nullable(), error: z.string().nullable() });
export type Answered = z.infer<typeof Answered>;

export interface NewMessage extends Omit<Message, 'id'> {
  /** Who waits for the answer, if anybody does. */
  readonly replyTo: string | null;
}

/** One delivery of a message. A later one of the same message has another number, and this one counts no more. */
export interface Delivery {
  readonly message: Message;
  readonly replyTo: string | null;
  readonly number: number;
}

export type Outcome = { readonly answer: unknown } | { readonly error: unknown };

export type Queue = ReturnType<typeof openQueue>;

/** The messages as rows. Nothing here waits. */
export function openQueue(file: string, options: { readonly reader: string; readonly clock: () => number }) {
  const { reader, clock } = options;
  const database = openDatabase(file);
  database.script(SCHEMA);

  return {
    put({ payload, ...message }: NewMessage): number {
      const row = database.first(
        `INSERT INTO bus_message (topic, method, version, payload, reply_to)
         VALUES (:topic, :method, :version, :payload, :replyTo) RETURNING id`,
        { ...message, payload: JSON.stringify(payload ?? null) },
      );
      return Number(row!.id);
    },
    claim(topic: string, leaseMs: number): Delivery | undefined {
      const now = clock();
      // A look first: an update takes the lock of the one writer even if it changes nothing.
      if (!database.first(`SELECT 1 FROM bus_message WHERE ${WAITING} LIMIT 1`, { topic, now })) return undefined;
      const row = database.first(
        `UPDATE bus_message SET reader = :reader, leased_until = :until, deliveries = deliveries + 1
         WHERE id = (SELECT id FROM bus_message WHERE ${WAITING} ORDER BY id LIMIT 1)
         RETURNING id, topic, method, version, payload, reply_to AS replyTo, deliveries`,
        { topic, now, reader, until: now + leaseMs },
      );
      if (!row) return undefined;
      const { deliveries: number, payload, replyTo, ...message } = Claimed.parse(row);
      return { message: { ...message, payload: JSON.parse(payload) }, replyTo, number };
    },
    renew({ message, number }: Delivery, leaseMs: number): void {
      database.change(
        'UPDATE bus_message SET leased_until = :until WHERE id = :id AND deliveries = :number AND finished_at IS NULL',
        { id: message.id, number, until: clock() + leaseMs },
      );
    },
    finish({ message, number }: Delivery, outcome: Outcome): void {
      database.change(
        `UPDATE bus_message SET finished_at = :now, answer = :answer, error = :error
         WHERE id = :id AND deliveries = :number AND finished_at IS NULL`,
        {
          id: message.id,
          number,
          now: clock(),
          answer: 'answer' in outcome ? JSON.stringify(outcome.answer ?? null) : null,
          error: 'error' in outcome ? writeError(outcome.error) : null,
        },
      );
    },
    answers(ids: readonly number[]): Answered[] {
      const sql = `SELECT id, answer, error FROM bus_message
        WHERE id IN (SELECT value FROM json_each(:ids)) AND finished_at IS NOT NULL`;
      return database.all(sql, { ids: JSON.stringify(ids) }).map((row) => Answered.parse(row));
    },
    /** Nobody waits for the answer any more; whoever has begun goes on. */
    withdraw: (id: number) => database.change('DELETE FROM bus_message WHERE id = :id AND deliveries = 0', { id }),
    prune: (olderThanMs: number) =>
      database.change('DELETE FROM bus_message WHERE finished_at < :limit', { limit: clock() - olderThanMs }),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  };
}
