import { randomUUID } from 'node:crypto';
import { watch } from 'node:fs';
import { makeBells, type Watch } from './bells.ts';
import { makeCalls } from './calls.ts';
import type { MessageBus } from './contract.ts';
import { type Delivery, type Outcome, openQueue } from './queue.ts';
import { makeRounds } from './rounds.ts';
import { LEASE_MS, makeServer } from './server.ts';

/** Leases end and are renewed without a bell. */
const ROUND_MS = 250;
/** Where the kernel rings no bell. */
const POLL_MS = 20;
const PRUNE_EVERY_MS = 10_000;
const KEEP_FINISHED_MS = 60_000;

/** One process's connection to a bus. `reader` tells the operator who has a message in hand. */
export function openBus(
  file: string,
  reader: string,
  options: { readonly clock?: () => number; readonly watch?: Watch } = {},
): MessageBus {
  const { clock = Date.now } = options;
  const queue = openQueue(file, { reader, clock });
  const bells = makeBells(`${file}.bells`, options.watch ?? watch);
  const calls = makeCalls(queue);
  const replyTo = `reply-${randomUUID()}`;
  const servers = new Set<ReturnType<typeof makeServer>>();
  const listening = new DisposableStack();
  let bellsRing = true;
  let callsListen = false;
  let closed = false;
  const due = { renewal: 0, pruning: performance.now() + PRUNE_EVERY_MS };

  const rounds = makeRounds(
    () => {
      for (const server of servers) server.look();
      calls.look();
      const now = performance.now();
      if (now >= due.renewal) {
        due.renewal = now + LEASE_MS / 4;
        for (const server of servers) server.renew();
      }
      if (now >= due.pruning) {
        due.pruning = now + PRUNE_EVERY_MS;
        queue.prune(KEEP_FINISHED_MS);
      }
    },
    { wanted: () => servers.size > 0 || calls.pending, everyMs: () => (bellsRing ? ROUND_MS : POLL_MS) },
  );

  function listen(name: string): void {
    const bell = bells.listen(name, () => rounds.now());
    if (bell) listening.use(bell);
    else bellsRing = false;
  }

  function finish(delivery: Delivery, outcome: Outcome): void {
    // Whoever takes over after the lease does it again.
    if (closed) return;
    queue.finish(delivery, outcome);
    if (delivery.replyTo !== null) bells.ring(delivery.replyTo);
    rounds.now();
  }

  return {
    cast(topic, method, version, payload) {
      queue.put({ topic, method, version, payload, replyTo: null });
      bells.ring(topic);
      rounds.now();
    },
    call(topic, method, version, payload, limitMs) {
      if (!callsListen) listen(replyTo);
      callsListen = true;
      const id = queue.put({ topic, method, version, payload, replyTo });
      bells.ring(topic);
      rounds.now();
      return calls.wait(id, `${method} of ${topic}`, limitMs);
    },
    serve(topic, handle, { lanes = 1 } = {}) {
      const server = makeServer({ queue, topic, lanes, handle, finish });
      servers.add(server);
      listen(topic);
      rounds.now();
      return {
        async stop() {
          await server.stop();
          servers.delete(server);
        },
      };
    },
    [Symbol.dispose]() {
      if (closed) return;
      closed = true;
      rounds.end();
      listening.dispose();
      if (callsListen) bells.remove(replyTo);
      calls.abandon();
      queue[Symbol.dispose]();
    },
  };
}
