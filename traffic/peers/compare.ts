import { type MannerName, openZoo } from '../engine/testing/index.ts';
import { autocannon } from './autocannon.ts';
import type { Account, Peer } from './peer.ts';
import { unbroken } from './unbroken.ts';
import { undici } from './undici.ts';

export const PEERS: readonly Peer[] = [unbroken, autocannon, undici];

/** A server of its own for each, so that none sees what another left behind. */
export async function accountOf(peer: Peer, manner: MannerName): Promise<Account | undefined> {
  await using zoo = await openZoo();
  const told = await peer.drive(zoo, manner);
  if (!told) return undefined;
  return { sent: [...zoo.seen.values()].reduce((total, count) => total + count, 0), ...told };
}
