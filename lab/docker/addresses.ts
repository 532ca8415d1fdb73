/** The network of one lab, 10.77.X.0/24, and who has which address in it. */
export interface Addresses {
  readonly subnet: string;
  /** This machine: what containers send logs to. */
  readonly gateway: string;
  /** Where users go. One of the load balancers has it. */
  readonly virtual: string;
  /** Databases and messages, where a lab has a host for them. */
  readonly infrastructure: string;
  /** By number, from 1. */
  balancer(number: number): string;
  /** By role and number, from 1. */
  node(role: Exclude<keyof typeof FIRST, 'balancer'>, number: number): string;
  /** Those that belong to a compute node and that its guests get. */
  guests(computeNumber: number): string[];
}

// The last byte of the first address of each role; there is room for nine nodes.
const FIRST = { balancer: 2, controller: 11, network: 21, compute: 31, image: 61 } as const;
const INFRASTRUCTURE = 41;
const VIRTUAL = 50;
const FIRST_GUEST = 100;
const GUESTS = 50;

export function addressesIn(number: number): Addresses {
  const address = (last: number) => `10.77.${number}.${last}`;
  return {
    subnet: `${address(0)}/24`,
    gateway: address(1),
    virtual: address(VIRTUAL),
    infrastructure: address(INFRASTRUCTURE),
    balancer: (index) => address(FIRST.balancer + index - 1),
    node: (role, index) => address(FIRST[role] + index - 1),
    guests: (computeNumber) =>
      Array.from({ length: GUESTS }, (_, index) => address(FIRST_GUEST + (computeNumber - 1) * GUESTS + index)),
  };
}
