import type { EventOf, JournalEvent } from '../../journal/index.ts';
import { Course } from './course.ts';

export interface Totals {
  readonly intended: number;
  readonly ok: number;
  readonly failed: number;
  readonly unknown: number;
  readonly notSent: number;
  /** Answers that told an older version than one that was there before they were asked for. */
  readonly wentBack: number;
}

const NOTHING: Totals = { intended: 0, ok: 0, failed: 0, unknown: 0, notSent: 0, wentBack: 0 };

/** A rate over less than this jumps about with the Poisson arrivals. */
const RATE_US = 2_000_000;

/** What was offered and what became of it, over all recorders of the run, as their pulses tell. */
export class Load {
  readonly course = new Course();
  #before = NOTHING;
  #totals = NOTHING;
  #recent: { readonly t: number; readonly intended: number }[] = [];
  /** The last pulse; undefined before the first of a recorder and after the end. */
  pulse: EventOf<'pulse'> | undefined;

  get totals(): Totals {
    return this.#totals;
  }

  /** Failed, or without an answer. */
  get bad(): number {
    return this.#totals.failed + this.#totals.unknown;
  }

  get perSecond(): number {
    const [first, last] = [this.#recent[0], this.#recent.at(-1)];
    if (!first || !last || last.t === first.t) return 0;
    return ((last.intended - first.intended) / (last.t - first.t)) * 1e6;
  }

  see(event: JournalEvent): void {
    if (event.event === 'pulse') this.#add(event);
    // Another recorder counts from zero.
    else if (event.event === 'continued') {
      this.#before = this.#totals;
      this.#rest();
    } else if (event.event === 'run-ended') this.#rest();
  }

  #add(pulse: EventOf<'pulse'>): void {
    const { t, wentBack = 0, ...counts } = pulse;
    const [was, before] = [this.#totals, this.#before];
    this.#totals = {
      intended: before.intended + counts.intended,
      ok: before.ok + counts.ok,
      failed: before.failed + counts.failed,
      unknown: before.unknown + counts.unknown,
      notSent: before.notSent + counts.notSent,
      wentBack: before.wentBack + wentBack,
    };
    const { ok, failed, unknown } = this.#totals;
    this.course.add(t, {
      good: ok - was.ok,
      bad: failed + unknown - was.failed - was.unknown,
      p50Ms: pulse.p50Ms,
      p99Ms: pulse.p99Ms,
      lateMs: pulse.lateMs,
    });
    this.pulse = pulse;
    this.#recent.push({ t, intended: this.#totals.intended });
    while (this.#recent.length > 2 && this.#recent[1]!.t <= t - RATE_US) this.#recent.shift();
  }

  #rest(): void {
    this.pulse = undefined;
    this.#recent = [];
  }
}
