import { expect, test } from '@playwright/test';
import { addressOf } from './guest.ts';

const address = (addr: string, type = 'fixed', version = 4) => ({ addr, version, 'OS-EXT-IPS:type': type });

test('a guest is reached at its floating address, else at its first of version 4', () => {
  const fixed = [address('fd00::1', 'fixed', 6), address('10.0.0.2'), address('10.0.0.3')];
  expect(addressOf({ addresses: { private: fixed } })).toBe('10.0.0.2');
  expect(addressOf({ addresses: { private: fixed, public: [address('192.0.2.7', 'floating')] } })).toBe('192.0.2.7');
  expect(addressOf({ addresses: {} })).toBeUndefined();
});
