import type { Exchange } from './exchange.ts';

/**
 * Requests whose fate is not known yet, in the order of sending: as all have the same time, the first is due first.
 * They are linked through themselves, for each comes and goes once, and a set would be made anew all the time.
 */
export class Outstanding {
  readonly #timeoutUs: number;
  #first: Exchange | undefined;
  #last: Exchange | undefined;
  #size = 0;

  constructor(timeoutSeconds: number) {
    this.#timeoutUs = timeoutSeconds * 1_000_000;
  }

  get size(): number {
    return this.#size;
  }

  add(exchange: Exchange): void {
    exchange.before = this.#last;
    if (this.#last) this.#last.after = exchange;
    else this.#first = exchange;
    this.#last = exchange;
    this.#size += 1;
  }

  /** One that is not in it is left alone. */
  delete(exchange: Exchange): void {
    const { before, after } = exchange;
    if (before) before.after = after;
    else if (this.#first === exchange) this.#first = after;
    else return;
    if (after) after.before = before;
    else this.#last = before;
    exchange.before = undefined;
    exchange.after = undefined;
    this.#size -= 1;
  }

  expire(now: number): void {
    while (this.#first && now - this.#first.intended - this.#first.sent >= this.#timeoutUs) this.#first.expire();
  }

  abandon(): void {
    while (this.#first) this.#first.abandon();
  }
}
