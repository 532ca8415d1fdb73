import { LedgerWriter, type Row } from '../ledger/index.ts';
import type { Profile } from '../profile.ts';
import { type Arrival, schedule } from '../schedule/index.ts';
import { type Clock, clockSince } from './clock.ts';
import { targetsFor } from './links/index.ts';
import { openingOf } from './recording.ts';
import { Sender } from './sender.ts';
import { Sessions } from './sessions.ts';
import type { TrafficTotals } from './tally.ts';

const EXPIRY_MS = 20;
const FLUSH_MS = 100;
const SWEEP_MS = 250;
const SEED = 1;

export interface Saturation {
  readonly targets: Readonly<Record<string, string>>;
  readonly profile: Profile;
  readonly folder: string;
  /** This many requests are under way at any moment. */
  readonly outstanding: number;
  /** Asked ten times a second; once it says yes, nothing more is sent. */
  readonly enough: (totals: TrafficTotals, seconds: number) => boolean;
}

/**
 * How much the recorder can record: every request that has its fate makes room for the next, which is meant for that very
 * moment. The schedule draws what is sent, as ever, but not when. Nothing else differs: sender, connections and ledger
 * are those of a run. A closed loop says nothing about a service (it asks least when that is slow), so only benchmarks
 * have a use for it. Works in the caller's thread, and knows no login.
 */
export async function saturate({ targets, profile, folder, outstanding, enough }: Saturation): Promise<TrafficTotals> {
  const clock = clockSince(process.hrtime.bigint());
  const arrivals = schedule(profile, SEED, 0, 1);
  let ended = false;
  const refill = (): void => {
    while (!ended && sender.outstanding < outstanding) sender.send(now(arrivals.next().value, clock));
  };
  const writer = new RefillingWriter({ folder, shard: 0, opening: openingOf(profile, SEED, 1) }, refill);
  const sender = new Sender({
    profile,
    targets: targetsFor(profile, targets),
    run: 'saturation',
    sessions: new Sessions(profile.sessions, {}),
    writer,
    clock,
    startedAt: 0,
    shard: 0,
    shards: 1,
  });
  const done = Promise.withResolvers<void>();
  const timers = [
    setInterval(() => sender.expire(), EXPIRY_MS),
    setInterval(() => sender.sweep(), SWEEP_MS),
    setInterval(() => {
      writer.flush();
      ended ||= enough(sender.tally.totals(), clock() / 1_000_000);
      if (ended && sender.outstanding === 0) done.resolve();
    }, FLUSH_MS),
  ];
  refill();
  await done.promise;
  for (const timer of timers) clearInterval(timer);
  sender.abandon();
  const totals = sender.tally.totals();
  writer.seal(totals);
  return totals;
}

function now({ sequence, operation, lane, session }: Arrival, clock: Clock): Arrival {
  return { sequence, at: clock(), operation, lane, session };
}

/** The last that is done for a request is to write its row. */
class RefillingWriter extends LedgerWriter {
  readonly #refill: () => void;

  constructor(file: ConstructorParameters<typeof LedgerWriter>[0], refill: () => void) {
    super(file);
    this.#refill = refill;
  }

  override add(row: Row): void {
    super.add(row);
    this.#refill();
  }
}
