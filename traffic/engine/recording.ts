import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { LedgerWriter } from '../ledger/index.ts';
import type { Profile } from '../profile.ts';
import { type Arrival, schedule } from '../schedule/index.ts';
import { askCanary, type CanaryAsked } from './canary.ts';
import type { Clock } from './clock.ts';
import type { Targets } from './links/index.ts';
import type { Order } from './messages.ts';
import { Pacer } from './pacer.ts';
import type { Pulse } from './pulses.ts';
import { Sender } from './sender.ts';
import type { Sessions } from './sessions.ts';
import type { TrafficTotals } from './tally.ts';

const EXPIRY_MS = 20;
const FLUSH_MS = 100;
const PULSE_MS = 250;
const LOOP_RESOLUTION_MS = 10;

export interface RecordingParts {
  readonly order: Order;
  readonly targets: Targets;
  readonly sessions: Sessions;
  readonly clock: Clock;
  /** When the schedule begins, µs since the run's base. */
  readonly startedAt: number;
  readonly onPulse: (pulse: Pulse) => void;
}

/** A shard's traffic while it runs: schedule, sender and ledger kept going together. */
export class Recording {
  readonly #startedAt: number;
  readonly #clock: Clock;
  readonly #sender: Sender;
  readonly #writer: LedgerWriter;
  readonly #arrivals: Generator<Arrival, never, undefined>;
  readonly #pacer: Pacer;
  readonly #canary: CanaryAsked;
  readonly #loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  readonly #timers: readonly NodeJS.Timeout[];
  #next: Arrival;
  #deadline = Number.POSITIVE_INFINITY;

  constructor({ order, targets, sessions, clock, startedAt, onPulse }: RecordingParts) {
    const { profile, run, seed, folder, base, shard, shards } = order;
    this.#clock = clock;
    this.#startedAt = startedAt;
    this.#writer = new LedgerWriter({ folder, shard, opening: openingOf(profile, seed, shards) });
    this.#sender = new Sender({
      profile,
      targets,
      run,
      sessions,
      writer: this.#writer,
      clock,
      startedAt,
      shard,
      shards,
    });
    this.#arrivals = schedule(profile, seed, shard, shards);
    this.#next = this.#arrivals.next().value;
    this.#pacer = new Pacer(base, clock, () => this.#sendDue());
    this.#canary = askCanary(order, clock);
    this.#loop.enable();
    this.#timers = [
      setInterval(() => this.#sender.expire(), EXPIRY_MS),
      setInterval(() => this.#writer.flush(), FLUSH_MS),
      setInterval(() => {
        this.#sender.sweep();
        this.#canary.sweep();
        onPulse(this.#pulse());
      }, PULSE_MS),
    ];
  }

  /** Nothing that is due later is sent. Ends when the last outstanding request has its fate, or at the end of the grace. */
  async stop(graceMs: number): Promise<TrafficTotals> {
    this.hurry(graceMs);
    this.#pacer[Symbol.dispose]();
    this.#sendDue();
    while (this.#sender.outstanding > 0 && this.#clock() < this.#deadline)
      await new Promise((resolve) => setTimeout(resolve, EXPIRY_MS / 2));
    this.#sender.abandon();
    this.#canary[Symbol.dispose]();
    for (const timer of this.#timers) clearInterval(timer);
    this.#loop.disable();
    const totals = this.#sender.tally.totals();
    this.#writer.seal(totals);
    return totals;
  }

  /** While it stops: it has to be done by then. */
  hurry(graceMs: number): void {
    this.#deadline = Math.min(this.#deadline, this.#clock() + graceMs * 1000);
  }

  #sendDue(): number {
    const elapsed = this.#clock() - this.#startedAt;
    while (this.#next.at <= elapsed) {
      this.#sender.send(this.#next);
      this.#next = this.#arrivals.next().value;
    }
    return this.#startedAt + this.#next.at;
  }

  #pulse(): Pulse {
    const loopMs = Math.max(0, Math.round(this.#loop.max / 1000) / 1000 - LOOP_RESOLUTION_MS);
    this.#loop.reset();
    return { ...this.#sender.tally.pulse(this.#sender.outstanding, loopMs), canary: this.#canary.read() };
  }
}

export function openingOf(profile: Profile, seed: number, shards: number) {
  return {
    shards,
    operations: Object.keys(profile.operations),
    services: Object.values(profile.operations).map((operation) => operation.service ?? profile.service),
    creates: Object.values(profile.operations).map((operation) => operation.creates),
    lanes: Object.keys(profile.lanes),
    seed,
    profile: createHash('sha256').update(JSON.stringify(profile)).digest('hex'),
  };
}
