import { Worker } from 'node:worker_threads';
import type { Clock } from './clock.ts';

export interface MetronomeData {
  readonly shared: SharedArrayBuffer;
  readonly base: bigint;
}

/** `turn` counts the moments that were set; `moment` is the one to wake at, µs since the base. */
export function metronomeCells(shared: SharedArrayBuffer) {
  return { turn: new Int32Array(shared, 0, 1), moment: new Float64Array(shared, 8, 1) };
}

export const STILL = 0;

/** Waking takes about this long, so the metronome is set this much earlier. */
const WAKING_US = 60;
/** Nearer than this the loop goes round without sleeping: it would oversleep. */
const NEAR_US = 100;

/**
 * Calls `due` when it is time. Node's timers know only whole milliseconds, and going round the event loop until it is
 * time costs a core. A thread that sleeps on a futex wakes to within some 50 µs for 40 µs of CPU, and leaves this
 * thread free to read answers meanwhile.
 */
export class Pacer implements Disposable {
  readonly #clock: Clock;
  readonly #due: () => number;
  readonly #metronome: Worker;
  readonly #turn: Int32Array;
  readonly #moment: Float64Array;
  #running = true;

  /** `due` does what is due and returns when it wants to be called next, µs since the base. */
  constructor(base: bigint, clock: Clock, due: () => number) {
    this.#clock = clock;
    this.#due = due;
    const shared = new SharedArrayBuffer(16);
    const { turn, moment } = metronomeCells(shared);
    this.#turn = turn;
    this.#moment = moment;
    moment[0] = clock();
    const workerData: MetronomeData = { shared, base };
    this.#metronome = new Worker(new URL('./metronome.ts', import.meta.url), { name: 'metronome', workerData });
    this.#metronome.on('message', this.#step);
    this.#metronome.on('error', (error) => {
      throw error;
    });
  }

  [Symbol.dispose](): void {
    this.#running = false;
    this.#metronome.removeAllListeners();
    void this.#metronome.terminate();
  }

  readonly #step = (): void => {
    if (!this.#running) return;
    const next = this.#due();
    if (next - this.#clock() < NEAR_US) setImmediate(this.#step);
    else {
      this.#moment[0] = next - WAKING_US;
      Atomics.add(this.#turn, 0, 1);
      Atomics.notify(this.#turn, 0);
    }
  };
}
