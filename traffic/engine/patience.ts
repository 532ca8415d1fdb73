import { type Profile, timeoutOf } from '../profile.ts';
import type { Exchange } from './exchange.ts';
import { Outstanding } from './outstanding.ts';

/**
 * Requests whose fate is not known yet. Those with the same patience are kept together, for among them the first that
 * was sent is the first that is due, and looking at it is enough.
 */
export class Patience {
  readonly #all: readonly Outstanding[];
  readonly #byOperation: readonly Outstanding[];

  constructor(profile: Profile) {
    const byTimeout = new Map<number, Outstanding>();
    this.#byOperation = Object.values(profile.operations).map((operation) => {
      const seconds = timeoutOf(profile, operation);
      const outstanding = byTimeout.get(seconds) ?? new Outstanding(seconds);
      byTimeout.set(seconds, outstanding);
      return outstanding;
    });
    this.#all = [...byTimeout.values()];
  }

  get size(): number {
    let size = 0;
    for (const outstanding of this.#all) size += outstanding.size;
    return size;
  }

  add(exchange: Exchange): void {
    this.#byOperation[exchange.operation]!.add(exchange);
  }

  delete(exchange: Exchange): void {
    this.#byOperation[exchange.operation]!.delete(exchange);
  }

  expire(now: number): void {
    for (const outstanding of this.#all) outstanding.expire(now);
  }

  abandon(): void {
    for (const outstanding of this.#all) outstanding.abandon();
  }
}
