import { networkInterfaces } from 'node:os';
import { LabError } from '../error.ts';
import { type Addresses, addressesIn } from './addresses.ts';
import type { Engine } from './engine.ts';
import { labelsOf } from './labels.ts';

export const networkName = (id: string) => `unbroken-${id}`;

/** The engine decides who gets a range: it refuses one that overlaps with another network of its own. */
export async function createNetwork(engine: Engine, id: string): Promise<Addresses> {
  const taken = new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? []),
  );
  for (let number = 1; number < 255; number += 1) {
    const addresses = addressesIn(number);
    if (taken.has(addresses.gateway)) continue;
    try {
      await engine.network.create({
        Name: networkName(id),
        Driver: 'bridge',
        Labels: labelsOf(id),
        IPAM: { Driver: 'default', Config: [{ Subnet: addresses.subnet, Gateway: addresses.gateway }] },
      });
      return addresses;
    } catch (error) {
      if (!/overlaps/i.test((error as Error).message)) throw error;
    }
  }
  throw new LabError('lab-broken', 'All 254 networks for container labs are taken', { fix: 'Take labs down.' });
}
