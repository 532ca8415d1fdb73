import { setTimeout as pause } from 'node:timers/promises';
import {
  type InstanceInfo,
  isAnother,
  type Lab,
  type ProxyCounters,
  type RuntimeApi,
  type ServerState,
} from '../../lab/index.ts';
import type { Happening } from '../journal/index.ts';
import { hashOfConfiguration } from './configurations.ts';

const EVERY_MS = 250;

/** What the judge and the reports need of `show stat`; the other eighty columns would only make the journal long. */
const KEPT = [
  'scur', 'qcur', 'stot', 'req_tot', 'hrsp_1xx', 'hrsp_2xx', 'hrsp_3xx', 'hrsp_4xx', 'hrsp_5xx', 'hrsp_other',
  'ereq', 'econ', 'eresp', 'wretr', 'wredis', 'cli_abrt', 'srv_abrt', 'dreq', 'dresp',
]; // biome-ignore format: a list

/** Watches every load balancer beside the traffic: its server states when they change, its counters at a steady beat. */
export class Sampler implements AsyncDisposable {
  readonly #lab: Lab;
  readonly #record: (happening: Happening) => void;
  readonly #shown = new Map<string, string>();
  readonly #instances = new Map<string, InstanceInfo>();
  readonly #requests = new Map<string, number>();
  readonly #ending = new AbortController();
  readonly #loops: readonly Promise<void>[];
  readonly #last = new Map<string, Promise<void>>();

  constructor(lab: Lab, record: (happening: Happening) => void) {
    this.#lab = lab;
    this.#record = record;
    this.#loops = [...lab.balancers].map(([name, api]) => this.#watch(name, api));
  }

  /** What is asked after this call. */
  async sample(): Promise<void> {
    await Promise.all([...this.#lab.balancers].map(([name, api]) => this.#next(name, api)));
  }

  /** What all front ends had counted when they were last asked. */
  get requests(): number {
    return sum([...this.#requests.values()]);
  }

  /** From here on it looks only when it is told to. */
  async rest(): Promise<void> {
    this.#ending.abort();
    await Promise.all(this.#loops);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.rest();
  }

  /** Each by itself: who does not answer keeps nobody from being asked. */
  async #watch(name: string, api: RuntimeApi): Promise<void> {
    while (!this.#ending.signal.aborted) {
      await this.#next(name, api);
      await pause(EVERY_MS, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    }
  }

  /** One after the other: no count is recorded after a later one. */
  #next(name: string, api: RuntimeApi): Promise<void> {
    const next = (this.#last.get(name) ?? Promise.resolve()).then(() => this.#sampleOne(name, api));
    this.#last.set(name, next);
    return next;
  }

  async #sampleOne(balancer: string, api: RuntimeApi): Promise<void> {
    try {
      const { info, counters, servers } = await api.snapshot();
      this.#recordInstance(balancer, info);
      this.#recordServers(balancer, servers);
      const arranged = arrange(counters);
      this.#requests.set(balancer, sum(Object.values(arranged.frontends).map(({ req_tot: count }) => count ?? 0)));
      this.#record({ event: 'counters', balancer, ...arranged });
    } catch (error) {
      this.#record({ event: 'balancer-silent', balancer, message: (error as Error).message });
    }
  }

  /** Its counters began anew, and its configuration may be another. */
  #recordInstance(balancer: string, info: InstanceInfo): void {
    const before = this.#instances.get(balancer);
    this.#instances.set(balancer, info);
    if (before && !isAnother(before, info)) return;
    const { version, pid, uptimeSeconds } = info;
    const configHash = hashOfConfiguration(this.#lab, balancer);
    this.#record({
      event: 'balancer-instance',
      balancer,
      version,
      pid,
      uptimeSeconds,
      ...(configHash === undefined ? {} : { configHash }),
    });
  }

  #recordServers(balancer: string, states: readonly ServerState[]): void {
    const servers = states.map(({ backend, server, admin, operational, weight }) => ({
      backend,
      server,
      admin,
      operational,
      weight,
    }));
    const text = JSON.stringify(servers);
    if (this.#shown.get(balancer) === text) return;
    this.#shown.set(balancer, text);
    this.#record({ event: 'servers', balancer, servers });
  }
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

type Rows = Record<string, Record<string, number>>;

function arrange(rows: readonly ProxyCounters[]): { frontends: Rows; backends: Rows; servers: Rows } {
  const arranged = { frontends: {} as Rows, backends: {} as Rows, servers: {} as Rows };
  for (const { proxy, row, values } of rows) {
    const kept = Object.fromEntries(KEPT.filter((name) => name in values).map((name) => [name, values[name] ?? 0]));
    if (row === 'FRONTEND') arranged.frontends[proxy] = kept;
    else if (row === 'BACKEND') arranged.backends[proxy] = kept;
    else arranged.servers[`${proxy}/${row}`] = kept;
  }
  return arranged;
}
