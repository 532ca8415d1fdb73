import type { Profile } from '../profile.ts';
import type { Arrival, Intent } from './arrival.ts';
import { GAPS } from './gaps.ts';
import { offerOf } from './offer.ts';
import { seededRandom } from './random.ts';
import { renewals } from './renewals.ts';
import { weighted } from './weighted.ts';

/**
 * What shard `shard` of `shards` sends and when, without end. There is one stream, of which each shard takes every
 * n-th arrival: how many shards there are changes nothing about what is sent.
 */
export function* schedule(
  profile: Profile,
  seed: number,
  shard: number,
  shards: number,
): Generator<Arrival, never, undefined> {
  const stream = merged(requests(profile, seed), renewals(profile, seed));
  for (let sequence = 0; ; sequence += 1) {
    const { at, operation, lane, session } = stream.next().value;
    if (sequence % shards === shard) yield { sequence, at, operation, lane, session };
  }
}

/** Every request draws the same count of numbers, so a change of weights does not move the times. */
function* requests(profile: Profile, seed: number): Generator<Intent, never, undefined> {
  const random = seededRandom(`${seed}/schedule`);
  const { rate } = profile;
  const gap = GAPS[typeof rate === 'number' ? 'poisson' : rate.arrivals];
  const { secondsAt } = offerOf(rate);
  const pickOperation = weighted(Object.values(profile.operations).map((operation) => operation.weight));
  const pickLane = weighted(Object.values(profile.lanes).map((lane) => lane.share));
  let [count, at] = [0, 0];
  for (;;) {
    count += gap(random());
    // Rounding where two phases meet must not turn the order round.
    at = Math.max(at, secondsAt(count) * 1_000_000);
    const operation = pickOperation(random());
    const lane = pickLane(random());
    const session = Math.floor(random() * profile.sessions);
    yield { at, operation, lane, session };
  }
}

/** In the order of their times. */
function* merged(
  endless: Generator<Intent, never, undefined>,
  others: Generator<Intent, void, undefined>,
): Generator<Intent, never, undefined> {
  let next = endless.next().value;
  for (const other of others) {
    for (; next.at <= other.at; next = endless.next().value) yield next;
    yield other;
  }
  for (;;) {
    yield next;
    next = endless.next().value;
  }
}
