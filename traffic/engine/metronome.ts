import { parentPort, workerData } from 'node:worker_threads';
import { clockSince } from './clock.ts';
import { type MetronomeData, metronomeCells, STILL } from './pacer.ts';

/** A thread that only sleeps, to the moment it is told, and then says so. See pacer.ts for why. */

const { shared, base } = workerData as MetronomeData;
const { turn, moment } = metronomeCells(shared);
const clock = clockSince(base);

for (;;) {
  const now = Atomics.load(turn, 0);
  const left = moment[0]! - clock();
  // Woken before the time: the moment was changed.
  if (left > 0 && Atomics.wait(turn, 0, now, left / 1000) !== 'timed-out') continue;
  parentPort!.postMessage(STILL);
  Atomics.wait(turn, 0, now);
}
