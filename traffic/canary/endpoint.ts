import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { TrafficError } from '../error.ts';

/** Something on this machine that answers at once, and has nothing to do with what is upgraded. */
export interface Endpoint extends AsyncDisposable {
  readonly address: string;
}

/** In a thread of its own: busy event loops of others do not slow it down, and it lives no longer than they do. */
export async function openEndpoint(): Promise<Endpoint> {
  const worker = new Worker(new URL('./server.ts', import.meta.url), { name: 'canary' });
  const [port] = await once(worker, 'message').catch(async (cause) => {
    await worker.terminate();
    throw new TrafficError('canary-unusable', `expected to open a port on 127.0.0.1 for the canary, got: ${cause}`, {
      fix: 'see whether this machine is out of ports, files or threads: nothing can be measured from it as it is',
      cause,
    });
  });
  worker.unref();
  // Nobody is told that it broke but by its silence, as of any other endpoint.
  worker.on('error', () => {});
  return {
    address: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => void (await worker.terminate()),
  };
}
