import type { EventEmitter } from 'node:events';

/** What became of the requests that pressed. */
export interface PressureTally {
  readonly seconds: number;
  /** Without those that were under way when we ended it. */
  readonly sent: number;
  readonly answered: number;
  /** Answered with a status that the operation expects. */
  readonly good: number;
  readonly errors: number;
  /** Sent, and then neither: autocannon does not count a connection that was closed without an answer. */
  readonly unaccounted: number;
}

/**
 * Counts for itself what autocannon's connections tell. autocannon's own count of requests sent takes the first of each
 * connection for as many as it may send in a second.
 */
export class Accounts {
  readonly #expected: ReadonlySet<number>;
  #sent = 0;
  #answered = 0;
  #good = 0;
  #errors = 0;

  constructor(expected: readonly number[]) {
    this.#expected = new Set(expected);
  }

  watch(connection: EventEmitter): void {
    let waiting = false;
    connection.on('request', () => {
      this.#sent += 1;
      waiting = true;
    });
    connection.on('response', (status: number) => {
      this.#answered += 1;
      if (this.#expected.has(status)) this.#good += 1;
      waiting = false;
    });
    connection.on('connError', () => {
      // One that nobody waits on may break too.
      if (waiting) this.#errors += 1;
      waiting = false;
    });
    // Told when the next request is out already.
    connection.on('timeout', () => {
      this.#errors += 1;
    });
    connection.on('done', () => {
      if (waiting) this.#sent -= 1;
      waiting = false;
    });
  }

  tally(seconds: number): PressureTally {
    const [sent, answered, good, errors] = [this.#sent, this.#answered, this.#good, this.#errors];
    return { seconds, sent, answered, good, errors, unaccounted: sent - answered - errors };
  }
}
