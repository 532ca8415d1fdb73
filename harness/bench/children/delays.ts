import { createServer } from 'node:http';
import { seededRandom } from '../../../traffic/index.ts';
import type { Taken } from '../messages.ts';

/**
 * A server that answers each request after a time of its own, and writes down how long it really took. It goes round its
 * event loop instead of sleeping, for timers know only whole milliseconds.
 */

const MEDIAN_US = 3_000;
const SPREAD = 0.35;
/** One answer in a hundred takes this many times as long: what percentiles are for. */
const TAIL = { share: 0.01, factor: 15 };

const random = seededRandom('delays');
const taken: Taken[] = [];
const waiting: Waiting[] = [];

interface Waiting {
  readonly sequence: number;
  readonly since: number;
  readonly due: number;
  readonly answer: () => void;
}

const server = createServer((request, response) => {
  const since = micros();
  // The path is `/bench-17`.
  const sequence = Number(request.url!.slice(request.url!.lastIndexOf('-') + 1));
  waiting.push({ sequence, since, due: since + drawDelay(), answer: () => response.end('ok') });
});
server.listen(0, '127.79.0.2', () => process.send!(server.address()!));
process.on('message', () => process.send!(taken));
setImmediate(round);

function round(): void {
  const now = micros();
  for (let index = waiting.length - 1; index >= 0; index -= 1) {
    const { sequence, since, due, answer } = waiting[index]!;
    if (due > now) continue;
    waiting.splice(index, 1);
    answer();
    taken.push([sequence, micros() - since]);
  }
  setImmediate(round);
}

function drawDelay(): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return MEDIAN_US * Math.exp(SPREAD * normal) * (random() < TAIL.share ? TAIL.factor : 1);
}

function micros(): number {
  return performance.now() * 1000;
}
