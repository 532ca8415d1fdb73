import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Profile } from '../profile.ts';
import type { Rate, RateShape } from '../rate.ts';
import type { Arrival } from './arrival.ts';
import { schedule } from './schedule.ts';
import { anyShape, countedSlowly } from './shapes.ts';

/** Schedules whose rate changes, and those with renewals. Runs are seeded: they find the same each time. */

const FIXED = { seed: 20_251, numRuns: 60 };
const LONG_SECONDS = 20;

const profileWith = (rate: Rate, changes: object = {}): Profile =>
  Profile.parse({
    service: 'service',
    rate,
    sessions: 5,
    lanes: { reused: { share: 3, connection: 'keep-alive' }, fresh: { share: 1, connection: 'fresh' } },
    operations: { list: { weight: 3, request: 'GET /' }, renew: { weight: 1, request: 'POST /' } },
    ...changes,
  });

const until = (profile: Profile, seconds: number, seed = 1): Arrival[] => {
  const arrivals: Arrival[] = [];
  for (const arrival of schedule(profile, seed, 0, 1)) {
    if (arrival.at >= seconds * 1e6) return arrivals;
    arrivals.push(arrival);
  }
  return arrivals;
};
const poisson = anyShape.map((shape): RateShape => ({ ...shape, arrivals: 'poisson' }));
const constant = anyShape.map((shape): RateShape => ({ ...shape, arrivals: 'constant' }));

test('times never go back, whatever the rate does', () => {
  fc.assert(
    fc.property(anyShape, fc.nat(), (rate, seed) => {
      const arrivals = schedule(profileWith(rate), seed, 0, 1).take(5_000).toArray();
      expect(arrivals.findIndex(({ at }, index) => at < (arrivals[index - 1]?.at ?? 0))).toBe(-1);
    }),
    FIXED,
  );
});

test('shards take a changing stream with renewals apart, and leave nothing out', () => {
  const renew = { operation: 'renew', everySeconds: 0.3 };
  fc.assert(
    fc.property(anyShape, fc.nat(), fc.integer({ min: 2, max: 9 }), (rate, seed, shards) => {
      const profile = profileWith(rate, { renew });
      const parts = Array.from({ length: shards }, (_, shard) =>
        schedule(profile, seed, shard, shards).take(50).toArray(),
      );
      for (const [shard, part] of parts.entries())
        expect(part.map(({ sequence }) => sequence)).toEqual(part.map((_, index) => index * shards + shard));
      const together = parts.flat().sort((a, b) => a.sequence - b.sequence);
      const alone = schedule(profile, seed, 0, 1).take(50 * shards);
      expect(together).toEqual(alone.toArray());
    }),
    FIXED,
  );
});

test('in any window come as many as the rate has area there', () => {
  const second = fc.double({ min: 0, max: LONG_SECONDS, noNaN: true });
  fc.assert(
    fc.property(poisson, fc.nat(), second, second, (rate, seed, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const came = until(profileWith(rate), to, seed).filter(({ at }) => at >= from * 1e6).length;
      const mean = countedSlowly(rate, from, to);
      // Six standard deviations of a Poisson count, and some for those that expect hardly any.
      expect(Math.abs(came - mean)).toBeLessThan(6 * Math.sqrt(mean) + 6);
    }),
    FIXED,
  );
});

test('measured in requests offered, gaps are exponential: a changing rate stays Poisson', () => {
  fc.assert(
    fc.property(poisson, fc.nat(), (rate, seed) => {
      const times = [0, ...until(profileWith(rate), LONG_SECONDS, seed).map(({ at }) => at / 1e6)];
      const gaps = times.slice(1).map((at, index) => countedSlowly(rate, times[index]!, at));
      gaps.sort((a, b) => a - b);
      const share = (gap: number) => 1 - Math.exp(-gap);
      const apart = gaps.map((gap, rank) => Math.abs(share(gap) - (rank + 0.5) / gaps.length));
      // Kolmogorov–Smirnov: exceeded by one right schedule in 20,000.
      expect(Math.max(...apart)).toBeLessThan(2.3 / Math.sqrt(gaps.length));
    }),
    { ...FIXED, numRuns: 20 },
  );
});

test('constant arrivals are one request apart, counted by the rate', () => {
  fc.assert(
    fc.property(constant, fc.nat(), (rate, seed) => {
      const arrivals = schedule(profileWith(rate), seed, 0, 1).take(500).toArray();
      const off = arrivals.map(({ at }, index) => Math.abs(countedSlowly(rate, 0, at / 1e6) - index - 1));
      expect(Math.max(...off)).toBeLessThan(1e-6);
    }),
    FIXED,
  );
});

test('a change of weights moves no arrival of a changing rate in time', () => {
  fc.assert(
    fc.property(anyShape, fc.nat(), (rate, seed) => {
      const operations = { list: { weight: 1, request: 'GET /' }, renew: { weight: 9, request: 'POST /' } };
      const times = (profile: Profile) => [...schedule(profile, seed, 0, 1).take(300)].map(({ at }) => at);
      expect(times(profileWith(rate, { operations }))).toEqual(times(profileWith(rate)));
    }),
    FIXED,
  );
});

test('each session renews every so often, at a phase of its own, and moves no other request', () => {
  const everySeconds = 2;
  const plain = profileWith(100, {
    operations: { list: { weight: 1, request: 'GET /' }, renew: { request: 'POST /' } },
  });
  const renewing = { ...plain, renew: { operation: 'renew', everySeconds } };
  const arrivals = until(renewing, LONG_SECONDS);
  const renewals = arrivals.filter(({ operation }) => operation === 1);
  const unnumbered = ({ sequence: _, ...intent }: Arrival) => intent;
  expect(arrivals.filter(({ operation }) => operation === 0).map(unnumbered)).toEqual(
    until(plain, LONG_SECONDS).map(unnumbered),
  );
  expect(arrivals.map(({ sequence }) => sequence)).toEqual(arrivals.map((_, index) => index));
  const phases = Array.from({ length: plain.sessions }, (_, session) => {
    const its = renewals.filter((renewal) => renewal.session === session).map(({ at }) => at);
    expect(its.length).toBe(LONG_SECONDS / everySeconds);
    for (const [round, at] of its.entries()) expect(at).toBeCloseTo(its[0]! + round * everySeconds * 1e6, 3);
    return its[0];
  });
  expect(new Set(phases).size).toBe(plain.sessions);
  expect(new Set(renewals.map(({ lane }) => lane)).size).toBe(2);
});
