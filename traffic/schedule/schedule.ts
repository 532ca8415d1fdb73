import type { Profile } from '../profile.ts';
import { poisson } from './arrivals.ts';
import { seededRandom } from './random.ts';
import { weighted } from './weighted.ts';

/** A request to send. `operation` and `lane` are indexes, in the order in which the profile names them. */
export interface Arrival {
  readonly sequence: number;
  /** µs since the traffic's start. */
  readonly at: number;
  readonly operation: number;
  readonly lane: number;
  readonly session: number;
}

/**
 * What shard `shard` of `shards` sends and when, without end. There is one stream, of which each shard takes every
 * n-th arrival: how many shards there are changes nothing about what is sent.
 * Every arrival draws the same count of numbers, so a change of weights does not move the times.
 */
export function* schedule(
  profile: Profile,
  seed: number,
  shard: number,
  shards: number,
): Generator<Arrival, never, undefined> {
  const random = seededRandom(`${seed}/schedule`);
  const gap = poisson(profile.rate);
  const pickOperation = weighted(Object.values(profile.operations).map((operation) => operation.weight));
  const pickLane = weighted(Object.values(profile.lanes).map((lane) => lane.share));
  let at = 0;
  for (let sequence = 0; ; sequence += 1) {
    at += gap(random);
    const operation = pickOperation(random());
    const lane = pickLane(random());
    const session = Math.floor(random() * profile.sessions);
    if (sequence % shards === shard) yield { sequence, at, operation, lane, session };
  }
}
