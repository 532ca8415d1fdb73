import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';

/** Opens each new file as soon as the gate is at its number, as a process that starts would do. */
const { gate, folder, rounds } = workerData as { gate: Int32Array; folder: string; rounds: number };
for (let round = 1; round <= rounds; round += 1) {
  Atomics.wait(gate, 0, round - 1);
  let failure: string | undefined;
  try {
    using database = openDatabase(`${folder}/${round}.db`);
    database.script('CREATE TABLE IF NOT EXISTS thing (id INTEGER); INSERT INTO thing VALUES (1)');
  } catch (error) {
    failure = String(error);
  }
  parentPort!.postMessage(failure);
}
