import { Worker } from 'node:worker_threads';
import { TrafficError } from '../error.ts';
import type { FromWorker, Order, ToWorker } from './messages.ts';
import type { Pulse, TrafficTotals } from './tally.ts';

export interface TrafficOptions extends Omit<Order, 'shard' | 'shards'> {
  /** Called four times a second with the recorder's state. */
  readonly onPulse: (pulse: Pulse) => void;
}

/** Traffic that is being offered and recorded. Disposing of it stops it at once. */
export interface Traffic extends AsyncDisposable {
  /** When the schedule began, µs since the run's base. */
  readonly startedAt: number;
  /**
   * Sends no more, waits up to the grace for what is outstanding, then gives up the rest (class `stopped`) and seals the
   * ledger. Calling it again can only shorten the grace.
   */
  stop(options: { graceMs: number }): Promise<TrafficTotals>;
  /** Resolves if the recorder dies before it was stopped; its ledger then has no seal. */
  readonly crashed: Promise<TrafficError>;
}

/** Logs all sessions in, then begins the schedule in a thread of its own. */
export async function startTraffic({ onPulse, ...options }: TrafficOptions): Promise<Traffic> {
  const workerData: Order = { ...options, shard: 0, shards: 1 };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'traffic', workerData });
  const started = Promise.withResolvers<number>();
  const sealed = Promise.withResolvers<TrafficTotals>();
  const crashed = Promise.withResolvers<TrafficError>();
  // Who does not stop the traffic learns of a crash from `crashed`.
  sealed.promise.catch(() => {});

  const crash = (error: TrafficError) => {
    started.reject(error);
    sealed.reject(error);
    crashed.resolve(error);
  };
  worker.on('error', (cause) => crash(crashOf(String(cause), cause)));
  const onExit = (code: number) => crash(crashOf(`its thread ended with code ${code}`));
  worker.on('exit', onExit);
  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'pulse':
        return onPulse(message.pulse);
      case 'started':
        return started.resolve(message.startedAt);
      case 'refused':
        return started.reject(new TrafficError(message.code, message.message, { fix: message.fix }));
      case 'sealed':
        worker.off('exit', onExit);
        return sealed.resolve(message.totals);
    }
  });

  const stop = async (graceMs: number) => {
    worker.postMessage({ kind: 'stop', graceMs } satisfies ToWorker);
    const totals = await sealed.promise;
    await worker.terminate();
    return totals;
  };
  const startedAt = await started.promise.catch(async (error) => {
    await worker.terminate();
    throw error;
  });
  return {
    startedAt,
    crashed: crashed.promise,
    stop: ({ graceMs }) => stop(graceMs),
    async [Symbol.asyncDispose]() {
      await stop(0).catch(() => worker.terminate());
    },
  };
}

function crashOf(reason: string, cause?: unknown): TrafficError {
  return new TrafficError('traffic-crashed', `the traffic recorder ended before it was stopped: ${reason}`, {
    fix: 'its ledger holds what was recorded until then, without a seal',
    cause,
  });
}
