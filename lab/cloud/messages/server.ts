import type { MessageBus } from './contract.ts';
import type { Delivery, Outcome, Queue } from './queue.ts';

export const LEASE_MS = 5_000;

type Handle = Parameters<MessageBus['serve']>[1];

/** Handles one topic. `look` takes what is there for free lanes; `renew` is to be called several times a lease. */
export function makeServer(options: {
  readonly queue: Queue;
  readonly topic: string;
  readonly lanes: number;
  readonly handle: Handle;
  readonly finish: (delivery: Delivery, outcome: Outcome) => void;
}) {
  const { queue, topic, lanes, handle, finish } = options;
  const inHand = new Map<Delivery, Promise<void>>();
  let stopped = false;

  async function run(delivery: Delivery): Promise<void> {
    const outcome = await Promise.try(handle, delivery.message).then(
      (answer): Outcome => ({ answer }),
      (error): Outcome => ({ error }),
    );
    inHand.delete(delivery);
    finish(delivery, outcome);
  }

  return {
    look(): void {
      while (!stopped && inHand.size < lanes) {
        const delivery = queue.claim(topic, LEASE_MS);
        if (!delivery) return;
        inHand.set(delivery, run(delivery));
      }
    },
    renew(): void {
      for (const delivery of inHand.keys()) queue.renew(delivery, LEASE_MS);
    },
    async stop(): Promise<void> {
      stopped = true;
      await Promise.all(inHand.values());
    },
  };
}
