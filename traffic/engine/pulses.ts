import type { CanaryReading } from '../canary/index.ts';
import { compareVersions } from '../ledger/index.ts';
import { parseVersion } from '../operations/index.ts';
import { addUp } from './add-up.ts';
import type { Pulse as Tallied } from './tally.ts';

/** How the recorder fares, and what its canary says. */
export interface Pulse extends Tallied {
  readonly canary: CanaryReading;
}

/**
 * One pulse from those of all workers, when each has given its own: a worker that is silent shows as silence.
 * Percentiles are those of the worst worker, which are never below those of all together. The ledger has the exact ones.
 */
export class Pulses {
  readonly #waiting: (Pulse | undefined)[];

  constructor(workers: number) {
    this.#waiting = Array.from({ length: workers }, () => undefined);
  }

  add(worker: number, pulse: Pulse): Pulse | undefined {
    const before = this.#waiting[worker];
    this.#waiting[worker] = before ? { ...worst(before, pulse), ...standing(pulse) } : pulse;
    if (this.#waiting.includes(undefined)) return undefined;
    const all = this.#waiting as Pulse[];
    const whole = { ...all.reduce(worst), ...all.map(standing).reduce(addUp) };
    this.#waiting.fill(undefined);
    return whole;
  }
}

/** What a later pulse of the same worker replaces. */
function standing({ intended, ok, failed, unknown, notSent, outstanding, wentBack }: Pulse) {
  return { intended, ok, failed, unknown, notSent, outstanding, wentBack };
}

/** What both saw, but for the counts that stand. */
function worst(one: Pulse, other: Pulse): Pulse {
  return {
    ...other,
    lateMs: Math.max(one.lateMs, other.lateMs),
    loopMs: Math.max(one.loopMs, other.loopMs),
    p50Ms: most(one.p50Ms, other.p50Ms),
    p99Ms: most(one.p99Ms, other.p99Ms),
    newest: newer(one.newest, other.newest),
    canary: {
      asked: one.canary.asked + other.canary.asked,
      failed: one.canary.failed + other.canary.failed,
      worstMs: most(one.canary.worstMs, other.canary.worstMs),
    },
  };
}

function most(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function newer(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return compareVersions(parseVersion(one)!, parseVersion(other)!) > 0 ? one : other;
}
