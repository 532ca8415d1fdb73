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
  #broken: Error | undefined;

  constructor(file: string, clock: Clock) {
    if (existsSync(file)) dropHalfLine(file);
    this.#descriptor = openSync(file, 'a');
    this.#clock = clock;
  }

  /**
   * Why nothing more can be written: a full disk. Never thrown, for whoever is putting things back must come to the end
   * of it; whoever is about to change something has to look here first.
   */
  get broken(): Error | undefined {
    return this.#broken;
  }

  record(happening: Happening): JournalEvent {
    const event = { t: this.#clock.now(), ...happening } as JournalEvent;
    this.#attempt(() => writeAll(this.#descriptor, JSON.stringify(event) + '\n'));
    for (const listener of this.#listeners) listener(event);
    return event;
  }

  /** Called where losing the last lines would mean not knowing what was done to somebody's load balancer. */
  sync(): void {
    this.#attempt(() => fsyncSync(this.#descriptor));
  }

  #attempt(write: () => void): void {
    // After half a line every other would be unreadable too.
    if (this.#closed || this.#broken) return;
    try {
      write();
    } catch (error) {
      this.#broken = error as Error;
    }
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

function writeAll(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
}

/** A killed harness may leave half a line. What is written after it must not become part of it. */
function dropHalfLine(file: string): void {
  const content = readFileSync(file);
  truncateSync(file, content.lastIndexOf('\n') + 1);
}
