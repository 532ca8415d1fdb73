/** How the load went in one stretch of time. Latencies and lateness are the worst of its pulses. */
export interface Bin {
  readonly good: number;
  readonly bad: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly lateMs: number;
}

const MOST_BINS = 400;

/** The load over time in a bounded number of equal bins: when they are used up, each two become one. */
export class Course {
  #seconds = 1;
  #bins: (Bin | null)[] = [];

  get seconds(): number {
    return this.#seconds;
  }

  /** From the start of the run; null: nobody measured. */
  get bins(): readonly (Bin | null)[] {
    return this.#bins;
  }

  add(t: number, bin: Bin): void {
    while (this.#place(t) >= MOST_BINS) this.#halve();
    const place = this.#place(t);
    while (this.#bins.length <= place) this.#bins.push(null);
    this.#bins[place] = united(this.#bins[place] ?? null, bin);
  }

  #place(t: number): number {
    return Math.floor(t / 1e6 / this.#seconds);
  }

  #halve(): void {
    this.#seconds *= 2;
    const pairs = Math.ceil(this.#bins.length / 2);
    this.#bins = Array.from({ length: pairs }, (_, pair) =>
      united(this.#bins[2 * pair] ?? null, this.#bins[2 * pair + 1] ?? null),
    );
  }
}

function united<One extends Bin | null>(one: Bin | null, other: One): Bin | One {
  if (!one || !other) return one ?? other;
  return {
    good: one.good + other.good,
    bad: one.bad + other.bad,
    p50Ms: worst(one.p50Ms, other.p50Ms),
    p99Ms: worst(one.p99Ms, other.p99Ms),
    lateMs: Math.max(one.lateMs, other.lateMs),
  };
}

function worst(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}
