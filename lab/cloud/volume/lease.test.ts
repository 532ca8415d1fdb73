import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { openDatabase } from '../database/index.ts';
import { makeLease } from './lease.ts';
import { SCHEMA } from './schema.ts';

const LIFETIME = 3_000;

function holders(...names: string[]) {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  const time = { now: 0 };
  const leases = names.map((holder) =>
    makeLease({ database, backend: 'b', holder, lifetimeMs: LIFETIME, clock: () => time.now }),
  );
  return { database, time, leases, [Symbol.dispose]: () => database[Symbol.dispose]() };
}

test('one has it until it gives it back', () => {
  using both = holders('a', 'b');
  const [a, b] = both.leases as [(typeof both.leases)[0], (typeof both.leases)[0]];
  expect(a.take()).toBe(true);
  expect(b.take()).toBe(false);
  b.release();
  expect(b.take()).toBe(false);
  a.release();
  expect(b.take()).toBe(true);
  expect(a.take()).toBe(false);
});

test('whoever does not renew it loses it, and learns of it', () => {
  using both = holders('a', 'b');
  const [a, b] = both.leases as [(typeof both.leases)[0], (typeof both.leases)[0]];
  a.take();
  both.time.now = LIFETIME - 1;
  expect(b.take()).toBe(false);
  both.time.now = LIFETIME;
  expect(b.take()).toBe(true);
  expect(a.take()).toBe(false);
});

test('as long as the holder looks often enough nobody else gets it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(LIFETIME / 2), { maxLength: 30 }), (waits) => {
      using both = holders('a', 'b');
      const [a, b] = both.leases as [(typeof both.leases)[0], (typeof both.leases)[0]];
      a.take();
      for (const wait of waits) {
        both.time.now += wait;
        expect(b.take()).toBe(false);
        expect(a.take()).toBe(true);
      }
    }),
  );
});
