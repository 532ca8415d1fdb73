import { once } from 'node:events';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Peer, Told } from './peer.ts';

/** As much of autocannon 9, which ships no types, as is used here. */
interface Options {
  readonly url: string;
  readonly connections: number;
  readonly duration: number;
  readonly timeout: number;
  readonly overallRate: number;
  /** What it adds for requests that it did not send is in another unit than what it measured. */
  readonly ignoreCoordinatedOmission: true;
  readonly requests?: readonly { readonly path: string; onResponse(status: number, body: string): void }[];
}

export interface Cannonade {
  readonly '2xx': number;
  readonly non2xx: number;
  /** Timeouts among them. */
  readonly errors: number;
  /** ms */
  readonly latency: { readonly p99: number; readonly p99_9: number; readonly max: number };
}

const fire = createRequire(import.meta.url)('autocannon') as (options: Options) => Promise<Cannonade>;

/** A closed loop: each connection waits for its answer before it sends again. */
export function cannonade(options: Omit<Options, 'timeout' | 'ignoreCoordinatedOmission'>, timeout: number) {
  return fire({ ...options, timeout, ignoreCoordinatedOmission: true });
}

export const autocannon: Peer = {
  name: 'autocannon 9',
  /** In a thread of its own: some answers make it throw where nobody can catch it. */
  async drive({ address }, manner) {
    const worker = new Worker(new URL('./cannonade.ts', import.meta.url), { workerData: { address, manner } });
    try {
      const [told] = (await once(worker, 'message')) as [Told];
      return told;
    } catch {
      return undefined;
    } finally {
      await worker.terminate();
    }
  },
};
