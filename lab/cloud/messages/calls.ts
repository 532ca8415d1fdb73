import { MessageError, readError } from './error.ts';
import type { Queue } from './queue.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: unknown): void;
}

/** Calls whose answer is not there yet. */
export function makeCalls(queue: Queue) {
  const waiting = new Map<number, Waiting>();
  return {
    get pending() {
      return waiting.size > 0;
    },
    async wait(id: number, what: string, limitMs: number): Promise<unknown> {
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const late = setTimeout(() => {
        // Like a message on a real bus that expires with its call: nobody shall begin what nobody waits for.
        queue.withdraw(id);
        reject(new MessageError('timeout', `Expected an answer to ${what} within ${limitMs} ms, got none`));
      }, limitMs);
      waiting.set(id, { resolve, reject });
      try {
        return await promise;
      } finally {
        clearTimeout(late);
        waiting.delete(id);
      }
    },
    look(): void {
      if (waiting.size === 0) return;
      for (const { id, answer, error } of queue.answers([...waiting.keys()])) {
        if (error === null) waiting.get(id)?.resolve(JSON.parse(answer ?? 'null'));
        else waiting.get(id)?.reject(readError(error));
      }
    },
    abandon(): void {
      for (const { reject } of waiting.values())
        reject(new MessageError('closed', 'The message bus was closed while the call waited for its answer'));
    },
  };
}
