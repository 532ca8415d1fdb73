import { expect, test } from '@playwright/test';
import { Profile } from '../profile.ts';
import type { Arrival } from './arrival.ts';
import { seededRandom } from './random.ts';
import { schedule } from './schedule.ts';
import { weighted } from './weighted.ts';

const RATE = 500;
const profile = Profile.parse({
  service: 'service',
  rate: RATE,
  sessions: 10,
  lanes: { reused: { share: 3, connection: 'keep-alive' }, fresh: { share: 1, connection: 'fresh' } },
  operations: {
    login: { request: 'POST /login' },
    list: { weight: 3, request: 'GET /list' },
    create: { weight: 1, request: 'POST /things' },
  },
});

const take = (count: number, seed = 1, shard = 0, shards = 1): Arrival[] =>
  schedule(profile, seed, shard, shards).take(count).toArray();

const COUNT = 20_000;
const SEEDS = [1, 2, 3];
/** Five standard deviations: a right schedule fails one seed in 1.7 million. */
const near = (count: number, expected: number, variance: number) =>
  expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(variance));

test('one seed gives one stream, another seed another', () => {
  expect(take(1000, 7)).toEqual(take(1000, 7));
  expect(take(1000, 7)).not.toEqual(take(1000, 8));
});

test('arrivals are numbered from 0 and never go back in time', () => {
  const arrivals = take(10_000);
  expect(arrivals.map(({ sequence }) => sequence)).toEqual(arrivals.map((_, index) => index));
  expect(arrivals.findIndex(({ at }, index) => at < (arrivals[index - 1]?.at ?? 0))).toBe(-1);
});

test('shards take the stream apart and leave nothing out', () => {
  for (const shards of [2, 3, 7]) {
    const parts = Array.from({ length: shards }, (_, shard) => take(100, 3, shard, shards));
    for (const [shard, part] of parts.entries()) for (const { sequence } of part) expect(sequence % shards).toBe(shard);
    const together = parts.flat().sort((a, b) => a.sequence - b.sequence);
    expect(together).toEqual(take(100 * shards, 3));
  }
});

test('the rate is what was asked for', () => {
  const seconds = COUNT / RATE;
  for (const seed of SEEDS) {
    // The time of the n-th Poisson arrival has mean n/r and variance n/r².
    near(take(COUNT, seed).at(-1)!.at / 1e6, seconds, COUNT / RATE ** 2);
  }
});

test('gaps are exponential: the share of those longer than t is e^(-rt)', () => {
  for (const seed of SEEDS) {
    const times = [0, ...take(COUNT, seed).map(({ at }) => at)];
    for (const means of [0.1, 1, 3]) {
      const limit = (means * 1e6) / RATE;
      const longer = times.filter((at, index) => index > 0 && at - times[index - 1]! > limit).length;
      const share = Math.exp(-means);
      near(longer, COUNT * share, COUNT * share * (1 - share));
    }
  }
});

test('operations, lanes and sessions come in their shares, and what has no weight never', () => {
  for (const seed of SEEDS) {
    const arrivals = take(COUNT, seed);
    const count = (test: (arrival: Arrival) => boolean) => arrivals.filter(test).length;
    expect(count(({ operation }) => operation === 0)).toBe(0);
    near(
      count(({ operation }) => operation === 1),
      COUNT * 0.75,
      COUNT * 0.75 * 0.25,
    );
    near(
      count(({ lane }) => lane === 0),
      COUNT * 0.75,
      COUNT * 0.75 * 0.25,
    );
    for (let id = 0; id < 10; id += 1)
      near(
        count(({ session }) => session === id),
        COUNT * 0.1,
        COUNT * 0.1 * 0.9,
      );
  }
});

test('operations are drawn independently: nothing to lock phase with', () => {
  for (const seed of SEEDS) {
    const arrivals = take(COUNT, seed);
    const repeats = arrivals.filter(
      ({ operation }, index) => index > 0 && arrivals[index - 1]!.operation === operation,
    );
    const share = 0.75 ** 2 + 0.25 ** 2;
    near(repeats.length, COUNT * share, COUNT * share * (1 - share) * 2);
  }
});

test('a change of weights moves no arrival in time', () => {
  const { list, create } = profile.operations;
  const operations = { ...profile.operations, list: { ...list!, weight: 1 }, create: { ...create!, weight: 9 } };
  const changed = schedule({ ...profile, operations }, 1, 0, 1)
    .take(500)
    .toArray();
  expect(changed.map(({ at }) => at)).toEqual(take(500).map(({ at }) => at));
  expect(changed).not.toEqual(take(500));
});

test('random numbers stay in [0, 1) and neighbouring seeds share nothing', () => {
  const streams = [0, 1, 2, '1/schedule', '1/plan'].map((seed) => {
    const random = seededRandom(seed);
    return Array.from({ length: 2000 }, () => random());
  });
  const numbers = streams.flat();
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBeGreaterThan(numbers.length - 5);
});

test('the weighted choice covers its whole range', () => {
  const pick = weighted([0, 1, 0, 3, 0]);
  expect([0, 0.2499, 0.25, 0.999_999_999].map(pick)).toEqual([1, 1, 3, 3]);
});
