import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import autocannon from 'autocannon';
import { Accounts } from './accounts.ts';
import type { PressureOrder } from './order.ts';

/** A thread of its own: however hard it presses, whoever ordered it is not kept waiting. */

const { address, request, expected, connections, seconds, perSecond } = workerData as PressureOrder;
const { path, method, headers } = request;

/** autocannon tries a refused connection again at once, without end: it is better to let go for a moment. */
const ERRORS_AT_MOST = 100;
const LET_GO_MS = 500;

const accounts = new Accounts(expected);
const began = performance.now();
const elapsed = () => (performance.now() - began) / 1000;
const stopping = new AbortController();

parentPort!.once('message', () => stopping.abort());

while (!stopping.signal.aborted && elapsed() < seconds) {
  await press(seconds - elapsed());
  if (elapsed() < seconds) await pause(LET_GO_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
}
parentPort!.postMessage(accounts.tally(elapsed()));
parentPort!.close();

async function press(duration: number): Promise<void> {
  const instance = autocannon({
    url: `${address}${path}`,
    method,
    headers,
    connections,
    duration,
    ...(perSecond === undefined ? {} : { overallRate: perSecond, ignoreCoordinatedOmission: true as const }),
    sampleInt: 20,
    bailout: ERRORS_AT_MOST,
    setupClient: (connection) => accounts.watch(connection),
  });
  const stop = () => instance.stop();
  stopping.signal.addEventListener('abort', stop);
  await instance;
  stopping.signal.removeEventListener('abort', stop);
}
