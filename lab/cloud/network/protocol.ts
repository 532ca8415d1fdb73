import { z } from 'zod';
import { expectVersion, type Message } from '../messages/index.ts';

/**
 * What server and agents say to each other. The real Neutron has calls of their own for every kind of agent; here one
 * set serves all: the server casts `update` and `remove`, an agent calls `sync` and `wired`.
 */

/** The topic that every server reads. */
export const SERVER_TOPIC = 'q-plugin';

/** A thing that an agent shall bring about on its node: a port, a router, DHCP for a network. */
const Wiring = z.object({ id: z.string(), content: z.unknown() });
export type Wiring = z.infer<typeof Wiring>;

export type Change =
  | { readonly method: 'update'; readonly items: readonly Wiring[] }
  | { readonly method: 'remove'; readonly ids: readonly string[] };

const Sender = z.object({ kind: z.enum(['l2', 'l3', 'dhcp']), host: z.string() });
export const SyncRequest = Sender.extend({ which: z.enum(['all', 'undone']) });
/** Each with whether the server knows that it is there. */
export const SyncAnswer = z.array(Wiring.extend({ done: z.boolean() }));
export const WiredReport = Sender.extend({ ids: z.array(z.string()) });
export const LookupRequest = z.object({ network_id: z.string(), ip_address: z.string() });

export const versionOf = (level: number) => `1.${level}`;

// From this level on a message carries any number of things; before it carried one.
const MANY = 10;

/** In the newest form that a reader of this level understands. */
export function writeChange(level: number, change: Change): { version: string; method: string; payload: unknown }[] {
  const envelope = { version: versionOf(level), method: change.method };
  if (change.method === 'update')
    return level >= MANY
      ? [{ ...envelope, payload: { items: change.items } }]
      : change.items.map((item) => ({ ...envelope, payload: { item } }));
  return level >= MANY
    ? [{ ...envelope, payload: { ids: change.ids } }]
    : change.ids.map((id) => ({ ...envelope, payload: { id } }));
}

const Update = z.union([
  z.object({ items: z.array(Wiring) }).transform(({ items }) => items),
  z.object({ item: Wiring }).transform(({ item }) => [item]),
]);
const Remove = z.union([
  z.object({ ids: z.array(z.string()) }).transform(({ ids }) => ids),
  z.object({ id: z.string() }).transform(({ id }) => [id]),
]);

/** Throws when the message is newer than what code of this level understands. */
export function readChange(level: number, message: Message): Change {
  expectVersion(message, versionOf(level));
  if (message.method === 'update') return { method: 'update', items: Update.parse(message.payload) };
  if (message.method === 'remove') return { method: 'remove', ids: Remove.parse(message.payload) };
  throw new Error(`Expected update or remove, got ${message.method}`);
}
