import { type Act, act, type ServerSample } from '../journal/index.ts';

/** A server that may change sides: of which service, on which node. */
export interface Watched {
  readonly service: string;
  readonly node: string;
  readonly backend: string;
  readonly server: string;
}

export interface Seen {
  readonly title: string;
  readonly act: Act;
}

interface State {
  readonly out?: 'drain' | 'weight' | 'maint' | undefined;
  /** Undefined: nobody checks it while it is in maint. */
  readonly up?: boolean | undefined;
}

/**
 * Reads steps out of what load balancers show. What somebody meant by it is not known: a server that goes down while users
 * are sent to it is no stop, it is an accident, and shows as such.
 */
export class Onlooker {
  readonly #watched: readonly Watched[];
  readonly #shown = new Map<string, readonly ServerSample[]>();
  #states: ReadonlyMap<string, State> | undefined;
  #holder: string | undefined;

  constructor(watched: readonly Watched[]) {
    this.#watched = watched;
  }

  /** What has changed with this sample of a balancer. The first ones only tell how things are. */
  look(balancer: string, servers: readonly ServerSample[]): Seen[] {
    this.#shown.set(balancer, servers);
    const before = this.#states;
    const now = new Map(this.#watched.map((one) => [one.server, this.#stateOf(one)]));
    this.#states = now;
    return before ? changes(this.#watched, before, now) : [];
  }

  /** Of those that take turns, the one that users reach: what the others are told comes before it, or behind. */
  serves(balancer: string | undefined): void {
    this.#holder = balancer;
  }

  isOut({ server }: Watched): boolean {
    return this.#states?.get(server)?.out !== undefined;
  }

  /** In rotation as long as any balancer sends users there; up as long as any finds it so. */
  #stateOf({ backend, server }: Watched): State {
    const its = this.#holder === undefined ? undefined : this.#shown.get(this.#holder);
    const samples = (its ? [its] : [...this.#shown.values()]).flatMap((servers) =>
      servers.filter((one) => one.server === server && one.backend === backend),
    );
    const ways = samples.map(wayOut);
    const checked = samples.filter(({ admin }) => admin !== 'maint');
    return {
      out: ways.includes(undefined) ? undefined : ways[0],
      up: checked.length === 0 ? undefined : checked.some(({ operational }) => operational === 'running'),
    };
  }
}

function wayOut({ admin, weight }: ServerSample): State['out'] {
  if (admin !== 'ready') return admin;
  return weight === 0 ? 'weight' : undefined;
}

type States = ReadonlyMap<string, State>;

function changes(watched: readonly Watched[], before: States, now: States): Seen[] {
  const was = ({ server }: Watched) => before.get(server) ?? {};
  const is = ({ server }: Watched) => now.get(server) ?? {};
  const left = watched.filter((one) => was(one).out === undefined && is(one).out !== undefined);
  const entered = watched.filter((one) => was(one).out !== undefined && is(one).out === undefined);
  const up = watched.filter((one) => was(one).out !== undefined && was(one).up === false && is(one).up === true);
  const down = watched.filter((one) => is(one).out !== undefined && was(one).up === true && is(one).up === false);
  const services = [...new Set(watched.map(({ service }) => service))];
  const of = (service: string, all: readonly Watched[]) => all.filter((one) => one.service === service);
  return [
    ...up.map((one) => seen(`${one.server} is up again`, 'start', place(one))),
    ...services.flatMap((service) => sides(service, of(service, entered), of(service, left), is)),
    ...down.map((one) => seen(`${one.server} is down, and nobody is sent there`, 'stop', place(one))),
  ];
}

function sides(
  service: string,
  enter: readonly Watched[],
  leave: readonly Watched[],
  is: (one: Watched) => State,
): Seen[] {
  if (enter.length > 0 && leave.length > 0) {
    const title = `${names(enter)} in, ${names(leave)} out`;
    return [seen(title, 'crossover', { service, enter: enter.map(seat), leave: leave.map(seat) })];
  }
  return [
    ...leave.map((one) => {
      const by = is(one).out;
      return seen(`${one.server} out of rotation (${by})`, 'drain', { ...place(one), server: one.server, by });
    }),
    ...enter.map((one) => seen(`${one.server} back in rotation`, 'rejoin', { ...place(one), server: one.server })),
  ];
}

export const installed = (one: Pick<Watched, 'service' | 'node'>, from: string, to: string): Seen =>
  seen(`${one.service} on ${one.node}: ${from} → ${to}`, 'install', { ...place(one), from, to });

export const marked = (text: string): Seen => seen(text, 'mark', { text });

const seen = (title: string, kind: string, params: Record<string, unknown>): Seen => ({
  title,
  act: act(kind, params),
});
const place = ({ service, node }: Pick<Watched, 'service' | 'node'>) => ({ service, node });
const seat = ({ node, server }: Watched) => ({ node, server });
const names = (all: readonly Watched[]) => all.map(({ server }) => server).join(', ');
