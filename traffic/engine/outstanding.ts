import type { Exchange } from './exchange.ts';

/** Requests whose fate is not known yet, in the order of sending: as all have the same time, the first is due first. */
export class Outstanding {
  readonly #exchanges = new Set<Exchange>();
  readonly #timeoutUs: number;

  constructor(timeoutSeconds: number) {
    this.#timeoutUs = timeoutSeconds * 1_000_000;
  }

  get size(): number {
    return this.#exchanges.size;
  }

  add(exchange: Exchange): void {
    this.#exchanges.add(exchange);
  }

  delete(exchange: Exchange): void {
    this.#exchanges.delete(exchange);
  }

  expire(now: number): void {
    for (const exchange of this.#exchanges) {
      if (now - exchange.intended - exchange.sent < this.#timeoutUs) return;
      exchange.expire();
    }
  }

  abandon(): void {
    for (const exchange of this.#exchanges) exchange.abandon();
  }
}
