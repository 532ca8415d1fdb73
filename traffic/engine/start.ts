import { openEndpoint } from '../canary/index.ts';
import type { TrafficError } from '../error.ts';
import { addUp } from './add-up.ts';
import { clockSince } from './clock.ts';
import { hire } from './hand.ts';
import type { Order } from './messages.ts';
import { type Pulse, Pulses } from './pulses.ts';
import type { TrafficTotals } from './tally.ts';
import { workersFor } from './workers.ts';

export interface TrafficOptions extends Omit<Order, 'shard' | 'shards' | 'canary'> {
  /** Called four times a second with the recorder's state. */
  readonly onPulse: (pulse: Pulse) => void;
}

/** Traffic that is being offered and recorded. Disposing of it stops it at once. */
export interface Traffic extends AsyncDisposable {
  /** When the schedule began, µs since the run's base. */
  readonly startedAt: number;
  /**
   * Sends no more, waits up to the grace for what is outstanding, then gives up the rest (class `stopped`) and seals the
   * ledger. Calling it again can only shorten the grace.
   */
  stop(options: { graceMs: number }): Promise<TrafficTotals>;
  /** Resolves if a worker of the recorder dies before it was stopped; its shard then has no seal, and the others stop. */
  readonly crashed: Promise<TrafficError>;
}

/** From the order to begin to the first possible arrival: time for the metronomes to come up. */
const LEAD_US = 100_000;

/** Logs all sessions in, then begins the schedule: a thread for each shard. */
export async function startTraffic({ onPulse, ...options }: TrafficOptions): Promise<Traffic> {
  await using rollback = new AsyncDisposableStack();
  const canary = rollback.use(await openEndpoint());
  const shards = workersFor(options.profile);
  const pulses = new Pulses(shards);
  const hands = Array.from({ length: shards }, (_, shard) =>
    hire({ ...options, shard, shards, canary: canary.address }, (pulse) => {
      const whole = pulses.add(shard, pulse);
      if (whole) onPulse(whole);
    }),
  );
  rollback.defer(async () => void (await Promise.all(hands.map((hand) => hand.terminate()))));
  const values = await Promise.all(hands.map(({ ready }) => ready));
  const startedAt = Math.round(clockSince(options.base)()) + LEAD_US;
  await Promise.all(hands.map((hand) => hand.begin(startedAt, values.flat())));

  const crashed = Promise.race(hands.map((hand) => hand.crashed));
  // What the others have recorded is whole, if nothing is wrong with them.
  void crashed.then(() => Promise.allSettled(hands.map((hand) => hand.stop(0))));
  const held = rollback.move();
  const stop = async (graceMs: number): Promise<TrafficTotals> => {
    const ends = await Promise.allSettled(hands.map((hand) => hand.stop(graceMs)));
    await held.disposeAsync();
    const totals = ends.filter((end) => end.status === 'fulfilled').map(({ value }) => value);
    if (totals.length < ends.length) throw await crashed;
    return totals.reduce(addUp);
  };
  return {
    startedAt,
    crashed,
    stop: ({ graceMs }) => stop(graceMs),
    async [Symbol.asyncDispose]() {
      await stop(0).catch(() => {});
    },
  };
}
