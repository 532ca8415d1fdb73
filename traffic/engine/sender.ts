import type { LedgerWriter } from '../ledger/index.ts';
import { renderRequest, type Variables } from '../operations/index.ts';
import type { Profile } from '../profile.ts';
import type { Arrival } from '../schedule/index.ts';
import type { Clock } from './clock.ts';
import { Exchange } from './exchange.ts';
import { type Lane, Lanes, type Targets } from './links/index.ts';
import { Patience } from './patience.ts';
import type { Sessions } from './sessions.ts';
import { Tally } from './tally.ts';
import { type Task, tasksOf } from './task.ts';
import { traced } from './traced.ts';
import { wireText } from './wire.ts';

export interface SenderParts {
  readonly profile: Profile;
  readonly targets: Targets;
  readonly run: string;
  readonly sessions: Sessions;
  readonly writer: LedgerWriter;
  readonly clock: Clock;
  /** When the schedule begins, µs since the run's base. */
  readonly startedAt: number;
  readonly shard: number;
  readonly shards: number;
}

const NO_VARIABLES: Variables = {};

/** Sends each arrival at once, whatever is outstanding, and records its fate: one row for each, always. */
export class Sender {
  readonly tally = new Tally();
  readonly #parts: SenderParts;
  readonly #tasks: readonly Task[];
  readonly #lanes: Lanes;
  readonly #outstanding: Patience;
  readonly #bound: number;
  #connections = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#tasks = tasksOf(parts.profile, parts.targets);
    const nextId = () => {
      this.#connections += 1;
      return (this.#connections - 1) * parts.shards + parts.shard + 1;
    };
    this.#lanes = new Lanes(parts.profile, nextId);
    this.#outstanding = new Patience(parts.profile);
    this.#bound = Math.max(1, Math.floor(parts.profile.maxOutstanding / parts.shards));
  }

  get outstanding(): number {
    return this.#outstanding.size;
  }

  send(arrival: Arrival): void {
    const { run, sessions } = this.#parts;
    const exchange = this.#intend(arrival);
    if (this.#outstanding.size >= this.#bound) {
      exchange.refuse('bound');
      return;
    }
    const { target, constant } = exchange.task;
    const lane = this.#lanes.to(target, arrival.lane);
    if (constant) {
      this.#begin(exchange, lane, constant[lane.connection], NO_VARIABLES);
      return;
    }
    const variables = sessions.variables(arrival.session);
    variables.mark = `${run}-${arrival.sequence}`;
    const rendering = renderRequest(exchange.task.operation, variables);
    if (!rendering.ok) {
      exchange.refuse('no-variable');
      return;
    }
    this.#begin(exchange, lane, wireText(rendering.request, target.host, lane.connection), variables);
  }

  /** To be called often: gives up what has waited too long. */
  expire(): void {
    this.#outstanding.expire(this.#parts.clock());
  }

  sweep(): void {
    this.#lanes.sweep(this.#parts.clock());
  }

  /** Gives up everything outstanding and closes all connections. */
  abandon(): void {
    this.#outstanding.abandon();
    this.#lanes.close();
  }

  #begin(exchange: Exchange, lane: Lane, text: string, variables: Variables): void {
    const { profile, run, clock } = this.#parts;
    this.#outstanding.add(exchange);
    const wire = profile.trace ? traced(text, run, exchange.sequence) : text;
    exchange.begin(lane.obtain(clock(), exchange.task.care), wire, variables);
    this.tally.sent(exchange);
  }

  #intend({ sequence, at, operation, lane, session }: Arrival): Exchange {
    this.tally.intend();
    return new Exchange({
      sequence,
      intended: Math.round(this.#parts.startedAt + at),
      lane,
      session,
      task: this.#tasks[operation]!,
      clock: this.#parts.clock,
      settled: this.#settled,
    });
  }

  readonly #settled = (exchange: Exchange): void => {
    const { writer, sessions } = this.#parts;
    const now = exchange.intended + exchange.end;
    this.#outstanding.delete(exchange);
    if (exchange.link) this.#lanes.to(exchange.task.target, exchange.lane).giveBack(exchange.link, now);
    sessions.keep(exchange.session, exchange.kept, now);
    if (exchange.serverName !== undefined) exchange.server = writer.server(exchange.serverName);
    if (exchange.toldVersion) exchange.version = writer.version(exchange.toldVersion);
    this.tally.settle(exchange);
    writer.add(exchange);
  };
}
