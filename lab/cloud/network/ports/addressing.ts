import { z } from 'zod';
import type { Database } from '../../database/index.ts';
import { contains, firstFree, formatAddress, parseAddress, parseCidr, type Range } from '../addresses.ts';
import { conflict, invalid, missing, NeutronRefusal } from '../refusal.ts';

/** What a client may ask for: a subnet, an address, or both. */
export interface FixedIp {
  readonly subnet_id?: string | undefined;
  readonly ip_address?: string | undefined;
}

const Subnet = z.object({
  id: z.string(),
  cidr: z.string().transform((text) => parseCidr(text)!.hosts),
  pools: z.string().transform((text) => Pools.parse(JSON.parse(text))),
});
const Address = z.string().transform((text) => parseAddress(text)!);
const Pools = z.array(z.object({ start: Address, end: Address }));

interface Subnet {
  readonly id: string;
  readonly cidr: Range;
  readonly pools: readonly Range[];
}

/** Hands out addresses. To be used inside a transaction: what is free must still be free when it is taken. */
export function makeAddressing(database: Database) {
  const subnetsOf = (networkId: string): Subnet[] =>
    database
      .all(
        'SELECT id, cidr, allocation_pools AS pools FROM subnet WHERE network_id = :networkId ORDER BY created_at, id',
        {
          networkId,
        },
      )
      .map((row) => Subnet.parse(row));

  const take = (portId: string, subnetId: string, number: number) =>
    database.change('INSERT INTO ip_allocation VALUES (:subnetId, :number, :address, :portId)', {
      subnetId,
      number,
      address: formatAddress(number),
      portId,
    });

  function takeFree(portId: string, subnets: readonly Subnet[]): boolean {
    for (const { id, pools } of subnets) {
      const taken = database.all('SELECT number FROM ip_allocation WHERE subnet_id = :id ORDER BY number', { id });
      const number = firstFree(
        pools,
        taken.map((row) => Number(row.number)),
      );
      if (number === undefined) continue;
      take(portId, id, number);
      return true;
    }
    return false;
  }

  function takeThis(portId: string, candidates: readonly Subnet[], text: string): void {
    const number = parseAddress(text);
    if (number === undefined) throw invalid(`'${text}' is not a valid IP address`);
    const subnet = candidates.find(({ cidr }) => contains(cidr, number));
    if (!subnet)
      throw new NeutronRefusal(
        400,
        'InvalidIpForNetwork',
        `IP address ${text} is not a valid IP for any of the subnets on the specified network.`,
      );
    const parameters = { id: subnet.id, number };
    if (database.first('SELECT 1 FROM ip_allocation WHERE subnet_id = :id AND number = :number', parameters))
      throw conflict('IpAddressAlreadyAllocated', `IP address ${text} already allocated in subnet ${subnet.id}`);
    take(portId, subnet.id, number);
  }

  return {
    /** Without a wish: one address from the first subnet with room, or none where the network has no subnet. */
    allocate(portId: string, networkId: string, wishes: readonly FixedIp[] | undefined): void {
      const subnets = subnetsOf(networkId);
      const exhausted = () =>
        conflict('IpAddressGenerationFailure', `No more IP addresses available on network ${networkId}.`);
      if (wishes === undefined && subnets.length > 0 && !takeFree(portId, subnets)) throw exhausted();
      for (const { subnet_id: wanted, ip_address: address } of wishes ?? []) {
        const candidates = wanted === undefined ? subnets : subnets.filter(({ id }) => id === wanted);
        if (wanted !== undefined && candidates.length === 0) throw missing('subnet', wanted);
        if (address !== undefined) takeThis(portId, candidates, address);
        else if (!takeFree(portId, candidates)) throw exhausted();
      }
    },
  };
}
