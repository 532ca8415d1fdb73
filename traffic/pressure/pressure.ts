import { Worker } from 'node:worker_threads';
import { TrafficError } from '../error.ts';
import type { PressureTally } from './accounts.ts';
import type { PressureOrder } from './order.ts';

/** Load that only presses. Disposing of it stops it. */
export interface Pressure extends AsyncDisposable {
  /** When it has ended by itself or was stopped. */
  readonly ended: Promise<PressureTally>;
  stop(): Promise<PressureTally>;
}

/** Closed-loop load beside the recorder's. What comes of it is told and proves nothing. */
export function startPressure(order: PressureOrder): Pressure {
  // autocannon cannot be made to verify a certificate.
  if (!order.address.startsWith('http://'))
    throw new TrafficError('target-unusable', `pressure expects an http address, got ${order.address}`, {
      fix: 'leave the pressure out',
    });
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'pressure', workerData: order });
  const { promise: ended, resolve, reject } = Promise.withResolvers<PressureTally>();
  ended.catch(() => {});
  worker.once('message', resolve);
  const died = (why: string, cause?: unknown) =>
    reject(new TrafficError('traffic-crashed', `what was to press ended before it was stopped: ${why}`, { cause }));
  worker.once('error', (error) => died(String(error), error));
  worker.once('exit', (code) => died(`its thread ended with code ${code}`));
  const stop = async () => {
    worker.postMessage('stop');
    return await ended;
  };
  return {
    ended,
    stop,
    async [Symbol.asyncDispose]() {
      await stop().catch(() => undefined);
      await worker.terminate();
    },
  };
}

/** Good answers per second over so many connections, each of which has one request under way at all times. */
export async function measureCapacity(order: Omit<PressureOrder, 'perSecond'>, signal: AbortSignal): Promise<number> {
  await using pressure = startPressure(order);
  const stop = () => void pressure.stop();
  signal.addEventListener('abort', stop);
  const { good, seconds } = await pressure.ended.finally(() => signal.removeEventListener('abort', stop));
  return good / seconds;
}
