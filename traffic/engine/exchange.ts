import { FAILURES, type FailureClass, NEVER, OUTCOMES, type Row, type Version } from '../ledger/index.ts';
import { examine, type Variables } from '../operations/index.ts';
import type { Clock } from './clock.ts';
import { outcomeOf } from './fate.ts';
import type { Link, Loss, Received, Waiter } from './links/index.ts';
import type { Task } from './task.ts';

/** Which request on whose behalf, and who is told of its fate. */
export interface Intention {
  readonly sequence: number;
  /** µs since the run's base, whole. */
  readonly intended: number;
  readonly lane: number;
  readonly session: number;
  readonly task: Task;
  readonly clock: Clock;
  readonly settled: (exchange: Exchange) => void;
}

const SERVER_HEADER = 'x-backend';

/** One intended request from its start to its fate. It is its own ledger row, so that none has to be made. */
export class Exchange implements Row, Waiter {
  readonly sequence: number;
  readonly intended: number;
  readonly operation: number;
  readonly lane: number;
  readonly session: number;
  sent = NEVER;
  connected = NEVER;
  firstByte = NEVER;
  end = NEVER;
  outcome = 0;
  failure = 0;
  status = 0;
  server = 0;
  version = 0;
  turn = 0;
  connection = 0;
  bytes = 0;
  readonly task: Task;
  /** What the answer says of itself, in words; the row has their indexes. */
  serverName: string | undefined;
  toldVersion: Version | undefined;
  kept: Readonly<Record<string, string>> = {};
  /** What it was sent on. */
  link: Link | undefined;
  /** Its neighbours among those outstanding. */
  before: Exchange | undefined;
  after: Exchange | undefined;
  readonly #clock: Clock;
  readonly #settled: (exchange: Exchange) => void;
  #text = '';
  #variables: Variables = {};

  constructor({ sequence, intended, lane, session, task, clock, settled }: Intention) {
    this.sequence = sequence;
    this.intended = intended;
    this.operation = task.index;
    this.lane = lane;
    this.session = session;
    this.task = task;
    this.#clock = clock;
    this.#settled = settled;
  }

  begin(link: Link, text: string, variables: Variables): void {
    this.link = link;
    this.#text = text;
    this.#variables = variables;
    this.connection = link.id;
    this.turn = link.turn + 1;
    this.sent = this.#elapsed();
    if (link.standing) this.connected = this.sent;
    link.take(this);
  }

  /** Its time is up. */
  expire(): void {
    this.#giveUp(this.connected === NEVER ? 'connect-timeout' : 'timeout');
  }

  /** The run ends before it. */
  abandon(): void {
    this.#giveUp('stopped');
  }

  /** It is not sent at all. */
  refuse(failure: FailureClass): void {
    this.#settle(failure);
  }

  onConnected(): void {
    if (this.connected === NEVER) this.connected = this.#elapsed();
    this.link!.send(this.#text, this.task.method, this.task.captures);
  }

  onFirstByte(): void {
    this.firstByte = this.#elapsed();
  }

  onAnswer(answer: Received): void {
    const { operation, captures } = this.task;
    const body = captures ? answer.body() : '';
    const told = {
      status: answer.status,
      header: (name: string) => answer.header(name),
      body,
      measured: answer.measured,
    };
    const examination = examine(operation, this.#variables, told);
    this.status = answer.status;
    this.bytes = answer.bytes;
    this.serverName = answer.header(SERVER_HEADER);
    this.toldVersion = examination.version;
    this.kept = examination.kept;
    // It may be the answer to another request, and then so is every later one on this connection.
    if (examination.failure !== 'none' && examination.failure !== 'status') this.link!.destroy();
    this.#settle(examination.failure);
  }

  onLoss(loss: Loss): void {
    this.#settle(loss === 'closed' && this.turn > 1 ? 'closed-reused' : loss);
  }

  #giveUp(failure: FailureClass): void {
    this.link?.destroy();
    this.#settle(failure);
  }

  #settle(failure: FailureClass): void {
    this.end = this.#elapsed();
    this.failure = FAILURES.indexOf(failure);
    this.outcome = OUTCOMES.indexOf(outcomeOf(failure, this.task.method, this.connected !== NEVER));
    this.#settled(this);
  }

  #elapsed(): number {
    return Math.min(NEVER - 1, Math.max(0, Math.round(this.#clock() - this.intended)));
  }
}
