import { expect, test } from '@playwright/test';
import { ROLES } from '../cloud/index.ts';
import { addressesIn } from './addresses.ts';

test('no two hosts or guests of a lab have the same address, up to nine of each role', () => {
  const { gateway, virtual, balancer, node, guests } = addressesIn(7);
  const numbers = Array.from({ length: 9 }, (_, index) => index + 1);
  const hosts = numbers.flatMap((number) => [balancer(number), ...ROLES.map((role) => node(role, number))]);
  const all = [gateway, virtual, ...[1, 2].flatMap(guests)];
  expect(new Set(all).size).toBe(all.length);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(hosts.filter((host) => all.includes(host))).toEqual([]);
  expect([...all, ...hosts].every((address) => /^10\.77\.7\.\d+$/.test(address))).toBe(true);
});
