/** IPv4 addresses as numbers, so that ranges are arithmetic. */

export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Cidr {
  /** As it is written: `10.0.0.0/24`. */
  readonly text: string;
  /** From the network's address to the broadcast address. */
  readonly all: Range;
  /** Without these two. Empty (start > end) where there is no room for anybody. */
  readonly hosts: Range;
}

export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((number, part) => number * 256 + Number(part), 0);
}

export const formatAddress = (number: number) =>
  [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join('.');

/** Host bits are cut off, as Neutron does. */
export function parseCidr(text: string): Cidr | undefined {
  const [address = '', bits = '', ...more] = text.split('/');
  const number = parseAddress(address);
  if (number === undefined || more.length > 0 || !/^\d{1,2}$/.test(bits) || Number(bits) > 32) return undefined;
  const size = 2 ** (32 - Number(bits));
  const start = number - (number % size);
  const all = { start, end: start + size - 1 };
  return {
    text: `${formatAddress(start)}/${Number(bits)}`,
    all,
    hosts: { start: all.start + 1, end: all.end - 1 },
  };
}

export const contains = ({ start, end }: Range, number: number) => start <= number && number <= end;

export const overlap = (a: Range, b: Range) => a.start <= b.end && b.start <= a.end;

/** All hosts but the gateway: what a subnet hands out unless it is told otherwise. */
export function defaultPools({ hosts }: Cidr, gateway: number | undefined): Range[] {
  const parts =
    gateway === undefined || !contains(hosts, gateway)
      ? [hosts]
      : [
          { start: hosts.start, end: gateway - 1 },
          { start: gateway + 1, end: hosts.end },
        ];
  return parts.filter(({ start, end }) => start <= end);
}

/** The lowest address of the pools that nobody has. `taken` is in ascending order. */
export function firstFree(pools: readonly Range[], taken: readonly number[]): number | undefined {
  for (const pool of [...pools].sort((a, b) => a.start - b.start)) {
    let candidate = pool.start;
    for (const number of taken) {
      if (number > candidate) break;
      if (number === candidate) candidate += 1;
    }
    if (candidate <= pool.end) return candidate;
  }
  return undefined;
}
