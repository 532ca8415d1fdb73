import type { Carrier } from './link.ts';

/** How much is taken at once; what a socket is read in is no more. */
const SIP_BYTES = 64 * 1024;
const PAUSES = 20;

/**
 * An answer's body that is taken over a time. How long it will be is not known, so the time is parted evenly over the
 * first pauses, one for each sip; then the rest is taken as it comes.
 */
export class Intake {
  readonly #carrier: Carrier;
  readonly #pauseMs: number;
  #pauses = 0;
  #taken = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier, lastsMs: number) {
    this.#carrier = carrier;
    this.#pauseMs = lastsMs / PAUSES;
  }

  take(bytes: number): void {
    this.#taken += bytes;
    if (this.#timer !== undefined || this.#pauses === PAUSES || this.#taken < SIP_BYTES * this.#pauses) return;
    this.#pauses += 1;
    this.#carrier.pause();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#carrier.resume();
    }, this.#pauseMs);
  }

  /** Leaves nothing paused behind. */
  stop(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#carrier.resume();
  }
}
