import { Worker } from 'node:worker_threads';
import { TrafficError } from '../error.ts';
import type { Variables } from '../operations/index.ts';
import type { Begin, FromWorker, Order, ToWorker } from './messages.ts';
import type { Pulse } from './pulses.ts';
import type { TrafficTotals } from './tally.ts';

/** One worker of the recorder, seen from outside: what it promises fails as soon as it dies, or refuses to begin. */
export interface Hand {
  readonly ready: Promise<readonly Variables[]>;
  begin(startedAt: number, values: readonly Variables[]): Promise<void>;
  /** Calling it again can only shorten the grace. */
  stop(graceMs: number): Promise<TrafficTotals>;
  /** Resolves if it ends before its shard is sealed. */
  readonly crashed: Promise<TrafficError>;
  terminate(): Promise<unknown>;
}

export function hire(order: Order, onPulse: (pulse: Pulse) => void): Hand {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { name: 'traffic', workerData: order });
  const ready = Promise.withResolvers<readonly Variables[]>();
  const begun = Promise.withResolvers<void>();
  const sealed = Promise.withResolvers<TrafficTotals>();
  const crashed = Promise.withResolvers<TrafficError>();
  const tell = (message: ToWorker) => worker.postMessage(message);
  // Not all are waited for; who does not learns of a crash from `crashed`.
  for (const { promise } of [ready, begun, sealed]) (promise as Promise<unknown>).catch(() => {});

  const end = (error: TrafficError) => {
    for (const { reject } of [ready, begun, sealed]) reject(error);
  };
  const crash = (error: TrafficError) => {
    end(error);
    crashed.resolve(error);
  };
  const onExit = (code: number) => crash(crashOf(`its thread ended with code ${code}`));
  worker.on('error', (cause) => crash(crashOf(String(cause), cause)));
  worker.on('exit', onExit);
  worker.on('message', (message: FromWorker) => {
    switch (message.kind) {
      case 'pulse':
        return onPulse(message.pulse);
      case 'ready':
        return ready.resolve(message.values);
      case 'begun':
        return begun.resolve();
      case 'refused':
        return end(new TrafficError(message.code, message.message, { fix: message.fix }));
      case 'sealed':
        worker.off('exit', onExit);
        return sealed.resolve(message.totals);
    }
  });
  return {
    ready: ready.promise,
    begin(startedAt, values) {
      tell({ kind: 'begin', startedAt, values } satisfies Begin);
      return begun.promise;
    },
    stop(graceMs) {
      tell({ kind: 'stop', graceMs });
      return sealed.promise;
    },
    crashed: crashed.promise,
    terminate: () => worker.terminate(),
  };
}

function crashOf(reason: string, cause?: unknown): TrafficError {
  return new TrafficError('traffic-crashed', `the traffic recorder ended before it was stopped: ${reason}`, {
    fix: 'its ledger holds what was recorded until then, without a seal',
    cause,
  });
}
