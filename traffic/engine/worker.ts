import { parentPort, workerData } from 'node:worker_threads';
import { TrafficError } from '../error.ts';
import { clockSince } from './clock.ts';
import { login } from './login.ts';
import type { FromWorker, Order, ToWorker } from './messages.ts';
import { Recording } from './recording.ts';
import { Sessions } from './sessions.ts';
import { targetsFor } from './target.ts';

/** The recorder's thread: logs in, records until it is told to stop, seals. */

const port = parentPort!;
const order = workerData as Order;
const tell = (message: FromWorker) => port.postMessage(message);

try {
  const recording = await start();
  tell({ kind: 'started', startedAt: recording.startedAt });
  let stopping = false;
  port.on('message', async ({ graceMs }: ToWorker) => {
    if (stopping) {
      recording.hurry(graceMs);
      return;
    }
    stopping = true;
    tell({ kind: 'sealed', totals: await recording.stop(graceMs) });
    port.close();
  });
} catch (error) {
  if (!(error instanceof TrafficError)) throw error;
  tell({ kind: 'refused', code: error.code, message: error.message, fix: error.fix });
}

async function start(): Promise<Recording> {
  const clock = clockSince(order.base);
  const targets = targetsFor(order.profile, order.targets);
  const sessions = new Sessions(order.profile.sessions, order.variables);
  await login(order.profile, targets, sessions, clock);
  return new Recording(order, targets, sessions, clock, (pulse) => tell({ kind: 'pulse', pulse }));
}
