import { type Ask, Canary, type CanaryReading } from '../canary/index.ts';
import { seededRandom } from '../schedule/index.ts';
import type { Clock } from './clock.ts';
import { Http1Lane, type Link, type Received, targetAt, type Waiter } from './links/index.ts';
import type { Order } from './messages.ts';
import { wireText } from './wire.ts';

/** The control endpoint, asked over the same lanes and links as everything else: what is ill there shows here. */
export interface CanaryAsked extends Disposable {
  read(): CanaryReading;
  sweep(): void;
}

const KINDS = ['keep-alive', 'fresh'] as const;

export function askCanary(order: Pick<Order, 'canary' | 'seed' | 'shard'>, clock: Clock): CanaryAsked {
  const random = seededRandom(`${order.seed}/canary/${order.shard}`);
  const target = targetAt(order.canary);
  let connections = 0;
  const ways = KINDS.map((kind) => ({
    lane: new Http1Lane(kind, target, () => ++connections),
    request: wireText({ method: 'GET', path: '/', headers: {}, body: undefined }, target.host, kind),
  }));
  const ask: Ask = (told) => {
    const { lane, request } = ways[random() < 0.5 ? 0 : 1]!;
    const link = lane.obtain(clock());
    link.take(new Question(link, request, { told, giveBack: () => lane.giveBack(link, clock()) }));
    return () => link.destroy();
  };
  const canary = new Canary({ ask, clock, random });
  return {
    read: () => canary.read(),
    sweep: () => {
      for (const { lane } of ways) lane.sweep(clock());
    },
    [Symbol.dispose]() {
      canary[Symbol.dispose]();
      for (const { lane } of ways) lane.close();
    },
  };
}

class Question implements Waiter {
  readonly #link: Link;
  readonly #request: string;
  readonly #asker: { told(well: boolean): void; giveBack(): void };

  constructor(link: Link, request: string, asker: { told(well: boolean): void; giveBack(): void }) {
    this.#link = link;
    this.#request = request;
    this.#asker = asker;
  }

  onConnected(): void {
    this.#link.send(this.#request, 'GET', false);
  }

  onFirstByte(): void {}

  onAnswer({ status }: Received): void {
    this.#asker.told(status === 200);
    this.#asker.giveBack();
  }

  onLoss(): void {
    this.#asker.told(false);
  }
}
