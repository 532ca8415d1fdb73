import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { Happening, JournalEvent } from './events.ts';

export interface Clock {
  /** µs since the run's base. */
  now(): number;
}

export function monotonicClock(base: bigint): Clock {
  return { now: () => Number((process.hrtime.bigint() - base) / 1000n) };
}

/** Append-only. A line is on its way to the disk when `record` returns, and on the disk when `sync` returns. */
export class Journal implements Disposable {
  readonly #descriptor: number;
  readonly #clock: Clock;
  readonly #listeners = new Set<(event: JournalEvent) => void>();
  #closed = false;

  constructor(file: string, clock: Clock) {
    if (existsSync(file)) dropHalfLine(file);
    this.#descriptor = openSync(file, 'a');
    this.#clock = clock;
  }

  record(happening: Happening): JournalEvent {
    const event = { t: this.#clock.now(), ...happening } as JournalEvent;
    if (!this.#closed) writeSync(this.#descriptor, JSON.stringify(event) + '\n');
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /** Called where losing the last lines would mean not knowing what was done to somebody's load balancer. */
  sync(): void {
    if (!this.#closed) fsyncSync(this.#descriptor);
  }

  listen(listener: (event: JournalEvent) => void): void {
    this.#listeners.add(listener);
  }

  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.sync();
    this.#closed = true;
    closeSync(this.#descriptor);
  }
}

/** A killed harness may leave half a line. What is written after it must not become part of it. */
function dropHalfLine(file: string): void {
  const content = readFileSync(file);
  truncateSync(file, content.lastIndexOf('\n') + 1);
}
