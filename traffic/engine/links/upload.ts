import type { Carrier } from './link.ts';

const PIECES = 20;

/** A request's body that is sent piece by piece, the first at once and the last when the time is up. */
export class Upload {
  readonly #carrier: Carrier;
  readonly #body: Buffer;
  readonly #began = performance.now();
  readonly #lastsMs: number;
  #sent = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(carrier: Carrier, body: Buffer, lastsMs: number) {
    this.#carrier = carrier;
    this.#body = body;
    this.#lastsMs = lastsMs;
    this.#go();
  }

  get done(): boolean {
    return this.#sent === this.#body.length;
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** What is due by now. A peer that takes nothing is given no more than it has room for. */
  #go(): void {
    const passed = Math.min(1, (performance.now() - this.#began) / this.#lastsMs);
    const piece = Math.ceil(this.#body.length / (PIECES + 1));
    const due = passed === 1 ? this.#body.length : piece * (1 + Math.floor(passed * PIECES));
    if (this.#carrier.unsent < piece && due > this.#sent) {
      this.#carrier.write(this.#body.subarray(this.#sent, due));
      this.#sent = Math.min(due, this.#body.length);
    }
    if (!this.done) this.#timer = setTimeout(() => this.#go(), Math.max(1, this.#lastsMs / PIECES));
  }
}
