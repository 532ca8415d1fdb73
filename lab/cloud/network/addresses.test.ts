import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { contains, defaultPools, firstFree, formatAddress, overlap, parseAddress, parseCidr } from './addresses.ts';

test('a network knows its addresses, and host bits are cut off', () => {
  const cidr = parseCidr('10.1.2.200/24')!;
  expect(cidr.text).toBe('10.1.2.0/24');
  expect([cidr.all.start, cidr.all.end, cidr.hosts.start, cidr.hosts.end].map(formatAddress)).toEqual([
    '10.1.2.0',
    '10.1.2.255',
    '10.1.2.1',
    '10.1.2.254',
  ]);
  expect(parseCidr('0.0.0.0/0')!.all).toEqual({ start: 0, end: 2 ** 32 - 1 });
});

for (const wrong of [
  '10.0.0.0',
  '10.0.0/24',
  '10.0.0.0/33',
  '10.0.0.256/24',
  '10.0.0.0/24/1',
  '10.0.0.01/8',
  'fd00::/64',
])
  test(`${wrong} is no network`, () => expect(parseCidr(wrong)).toBeUndefined());

test('every address is what it was after it was written and read', () => {
  fc.assert(fc.property(fc.nat(2 ** 32 - 1), (number) => parseAddress(formatAddress(number)) === number));
});

test('pools leave out the gateway, wherever it stands', () => {
  const cidr = parseCidr('10.0.0.0/29')!;
  const pools = (gateway: string | undefined) =>
    defaultPools(cidr, gateway === undefined ? undefined : parseAddress(gateway)).map(
      ({ start, end }) => `${formatAddress(start)}-${formatAddress(end)}`,
    );
  expect(pools('10.0.0.1')).toEqual(['10.0.0.2-10.0.0.6']);
  expect(pools('10.0.0.6')).toEqual(['10.0.0.1-10.0.0.5']);
  expect(pools('10.0.0.3')).toEqual(['10.0.0.1-10.0.0.2', '10.0.0.4-10.0.0.6']);
  expect(pools('192.168.0.1')).toEqual(['10.0.0.1-10.0.0.6']);
  expect(pools(undefined)).toEqual(['10.0.0.1-10.0.0.6']);
  expect(defaultPools(parseCidr('10.0.0.0/32')!, undefined)).toEqual([]);
});

// The oracle looks at every address of every pool.
test('the first free address is the lowest one of the pools that nobody has', () => {
  const range = fc.tuple(fc.nat(60), fc.nat(10)).map(([start, more]) => ({ start, end: start + more }));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), fc.uniqueArray(fc.nat(80)), (pools, some) => {
      const taken = some.sort((a, b) => a - b);
      const expected = Array.from({ length: 81 }, (_, number) => number).find(
        (number) => pools.some((pool) => contains(pool, number)) && !taken.includes(number),
      );
      expect(firstFree(pools, taken)).toBe(expected);
    }),
  );
});

test('two ranges overlap when they share an address', () => {
  const range = fc.tuple(fc.nat(20), fc.nat(5)).map(([start, more]) => ({ start, end: start + more }));
  fc.assert(
    fc.property(range, range, (a, b) => {
      const shared = Array.from({ length: 30 }, (_, number) => number).some(
        (number) => contains(a, number) && contains(b, number),
      );
      expect(overlap(a, b)).toBe(shared);
    }),
  );
});
