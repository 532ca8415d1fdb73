import type { LogLine } from '../../lab/index.ts';
import type { AccessLog } from './columns.ts';
import type { Remark } from './remark.ts';

type Request = Extract<LogLine, { kind: 'request' }>;

/** Names in the order in which they first come. What is more than an index can tell goes under one name. */
class Names {
  readonly list: string[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    if (this.list.length >= 255) {
      this.list[255] = '(others)';
      return 255;
    }
    this.#indexes.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

function columns(size: number) {
  return {
    sequence: new Uint32Array(size),
    at: new Float64Array(size),
    status: new Uint16Array(size),
    balancer: new Uint8Array(size),
    backend: new Uint8Array(size),
    server: new Uint8Array(size),
    termination: new Uint8Array(size),
    retries: new Uint8Array(size),
    redispatched: new Uint8Array(size),
    queued: new Int32Array(size),
  };
}

type Columns = ReturnType<typeof columns>;

/** No line with a `traceparent` is shorter. */
const SHORTEST_LINE = 128;

/** Columns that are filled while lines are added. */
export class AccessTable {
  readonly #began: number;
  readonly #balancers = new Names();
  readonly #backends = new Names();
  readonly #servers = new Names();
  readonly #terminations = new Names();
  readonly #others = new Map<string, Map<string, number>>();
  #columns: Columns;
  #count = 0;
  #unread = 0;

  /** `bytes` is the length of all lines together: memory that is never written to costs nothing, and growing would. */
  constructor(began: number, bytes: number) {
    this.#began = began;
    this.#columns = columns(Math.ceil(bytes / SHORTEST_LINE) + 1);
  }

  add(sequence: number, balancer: string, line: Request): void {
    if (this.#count === this.#columns.sequence.length) this.#columns = grown(this.#columns);
    const row = this.#count++;
    const to = this.#columns;
    to.sequence[row] = sequence;
    // The date is that of the first byte; the load balancer acts when it has the head.
    const headAt = line.localTime - line.utcOffsetMinutes * 60_000 + Math.max(0, line.requestMs);
    to.at[row] = (headAt - this.#began) * 1000;
    to.status[row] = line.status;
    to.balancer[row] = this.#balancers.indexOf(balancer);
    to.backend[row] = this.#backends.indexOf(line.backend);
    to.server[row] = this.#servers.indexOf(line.server);
    to.termination[row] = this.#terminations.indexOf(line.termination);
    to.retries[row] = Math.min(line.retries, 255);
    to.redispatched[row] = line.redispatched ? 1 : 0;
    to.queued[row] = line.queuedMs;
  }

  remark(balancer: string, { others, unread }: Remark): void {
    this.#unread += unread;
    const known = this.#others.get(balancer) ?? new Map<string, number>();
    this.#others.set(balancer, known);
    for (const [frontend, count] of Object.entries(others)) known.set(frontend, (known.get(frontend) ?? 0) + count);
  }

  finish(): AccessLog {
    return {
      count: this.#count,
      ...filled(this.#columns, this.#count),
      names: {
        balancers: this.#balancers.list,
        backends: this.#backends.list,
        servers: this.#servers.list,
        terminations: this.#terminations.list,
      },
      others: Object.fromEntries(
        Array.from(this.#others, ([balancer, known]) => [balancer, Object.fromEntries(known)]),
      ),
      unread: this.#unread,
    };
  }
}

function grown(from: Columns): Columns {
  const to = columns(from.sequence.length * 2);
  for (const name of Object.keys(to) as (keyof Columns)[]) to[name].set(from[name]);
  return to;
}

function filled(from: Columns, size: number): Columns {
  return {
    sequence: from.sequence.subarray(0, size),
    at: from.at.subarray(0, size),
    status: from.status.subarray(0, size),
    balancer: from.balancer.subarray(0, size),
    backend: from.backend.subarray(0, size),
    server: from.server.subarray(0, size),
    termination: from.termination.subarray(0, size),
    retries: from.retries.subarray(0, size),
    redispatched: from.redispatched.subarray(0, size),
    queued: from.queued.subarray(0, size),
  };
}
