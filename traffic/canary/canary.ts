/**
 * Asks something that is always well, in the way everything else is asked. When it does not answer, or late, the
 * recorder or its machine is ill, and what it says of others in that time is worth nothing.
 */

/** How it fared since it was last read. */
export interface CanaryReading {
  readonly asked: number;
  readonly failed: number;
  /** Slowest answer from the moment it was meant to be asked, ms; null where there was none. */
  readonly worstMs: number | null;
}

/** Asks once. `told` is called once and later; the function that comes back gives up, and then it is not called. */
export type Ask = (told: (well: boolean) => void) => () => void;

export interface CanaryParts {
  readonly ask: Ask;
  /** µs. */
  readonly clock: () => number;
  readonly random: () => number;
}

/** 20 a second, at random moments: it must not beat with anything else. */
const MEAN_GAP_US = 50_000;
const PATIENCE_MS = 1_000;

export class Canary implements Disposable {
  readonly #parts: CanaryParts;
  readonly #givingUp = new Set<() => void>();
  #next: number;
  #timer: NodeJS.Timeout;
  #asked = 0;
  #failed = 0;
  #worstMs: number | null = null;

  constructor(parts: CanaryParts) {
    this.#parts = parts;
    this.#next = parts.clock() + this.#gap();
    this.#timer = this.#wait();
  }

  /** Also begins the next reading. */
  read(): CanaryReading {
    const reading = { asked: this.#asked, failed: this.#failed, worstMs: this.#worstMs };
    [this.#asked, this.#failed, this.#worstMs] = [0, 0, null];
    return reading;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    for (const giveUp of this.#givingUp) giveUp();
  }

  #gap(): number {
    return -Math.log(1 - this.#parts.random()) * MEAN_GAP_US;
  }

  #wait(): NodeJS.Timeout {
    return setTimeout(() => this.#askDue(), Math.max(0, this.#next - this.#parts.clock()) / 1000);
  }

  /** What was due while the event loop stood is asked late, and counts from when it was due: that is the illness. */
  #askDue(): void {
    for (const now = this.#parts.clock(); this.#next <= now; this.#next += this.#gap()) this.#ask(this.#next);
    this.#timer = this.#wait();
  }

  #ask(due: number): void {
    this.#asked += 1;
    const settle = (well: boolean) => {
      clearTimeout(limit);
      this.#givingUp.delete(giveUp);
      if (well) this.#worstMs = Math.max(this.#worstMs ?? 0, (this.#parts.clock() - due) / 1000);
      else this.#failed += 1;
    };
    const limit = setTimeout(() => {
      giveUp();
      this.#failed += 1;
    }, PATIENCE_MS);
    const stopWaiting = this.#parts.ask(settle);
    const giveUp = () => {
      clearTimeout(limit);
      this.#givingUp.delete(giveUp);
      stopWaiting();
    };
    this.#givingUp.add(giveUp);
  }
}
