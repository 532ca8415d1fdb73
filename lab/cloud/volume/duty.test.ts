import { expect, test } from '@playwright/test';
import { openDatabase } from '../database/index.ts';
import { standBy } from './duty.ts';
import { makeLease } from './lease.ts';
import { SCHEMA } from './schema.ts';

const LIFETIME = 3_000;
const silent = () => undefined;

function backend() {
  const database = openDatabase(':memory:');
  database.script(SCHEMA);
  const time = { now: 0 };
  const lease = (holder: string) =>
    makeLease({ database, backend: 'b', holder, lifetimeMs: LIFETIME, clock: () => time.now });
  return { time, lease, [Symbol.dispose]: () => database[Symbol.dispose]() };
}

test('work in hand ends before the lease is given back, and then the next has it at once', async () => {
  using cloud = backend();
  const inHand = Promise.withResolvers<void>();
  const duty = standBy({ lease: cloud.lease('a'), begin: () => ({ stop: () => inHand.promise }), log: silent });
  const next = cloud.lease('b');
  const stopped = duty.stop();
  expect(next.take()).toBe(false);
  inHand.resolve();
  await stopped;
  expect(next.take()).toBe(true);
});

test('one that stands by begins when the lease is free, not before', async () => {
  using cloud = backend();
  const first = cloud.lease('a');
  first.take();
  let begun = 0;
  let looks = 0;
  const lease = cloud.lease('b');
  const counted = {
    ...lease,
    take() {
      looks += 1;
      return lease.take();
    },
  };
  const begin = () => {
    begun += 1;
    return { stop: async () => undefined };
  };
  const duty = standBy({ lease: counted, begin, log: silent });
  await expect.poll(() => looks).toBeGreaterThan(1);
  expect(begun).toBe(0);
  first.release();
  await expect.poll(() => begun).toBe(1);
  await duty.stop();
});

test('one that has lost its lease stops, and stands by again', async () => {
  using cloud = backend();
  const acts: string[] = [];
  const begin = () => {
    acts.push('begin');
    return { stop: async () => void acts.push('stop') };
  };
  const duty = standBy({ lease: cloud.lease('a'), begin, log: silent });
  // As if the process had been held up for longer than its lease lives.
  cloud.time.now = LIFETIME;
  const other = cloud.lease('b');
  expect(other.take()).toBe(true);
  await expect.poll(() => acts).toEqual(['begin', 'stop']);
  other.release();
  await expect.poll(() => acts).toEqual(['begin', 'stop', 'begin']);
  await duty.stop();
});
