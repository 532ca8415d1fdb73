import { type JournalEvent, type ServerState, stateOf } from '../../journal/index.ts';
import { type Member, memberOf, type Plan } from '../../plan/index.ts';

export interface ServerInScene {
  readonly balancer: string;
  readonly backend: string;
  readonly server: string;
  readonly node: string | null;
  readonly state: ServerState;
  /** Installed on its node. */
  readonly release: string | null;
  /** What it said of itself when it was last asked past the load balancers; null: it gave no answer, or nobody asked. */
  readonly version: string | null;
}

/** What load balancers think of each server, and what runs behind it. */
export class Servers {
  readonly #plan: Plan;
  readonly #states = new Map<string, Pick<ServerInScene, 'balancer' | 'backend' | 'server' | 'state'>>();
  readonly #releases = new Map<string, string>();
  readonly #versions = new Map<string, string | null>();

  constructor(plan: Plan) {
    this.#plan = plan;
  }

  see(event: JournalEvent): void {
    if (event.event === 'release') this.#releases.set(place(event), event.release);
    else if (event.event === 'direct') this.#versions.set(place(event), event.version);
    else if (event.event === 'servers')
      for (const sample of event.servers) {
        const names = { balancer: event.balancer, backend: sample.backend, server: sample.server };
        this.#states.set(JSON.stringify(Object.values(names)), { ...names, state: stateOf(sample) });
      }
  }

  get all(): readonly ServerInScene[] {
    return Array.from(this.#states.values(), ({ state, ...names }) => {
      const member = memberOf(this.#plan, names.backend, names.server);
      const at = member ? place(member) : '';
      return {
        ...names,
        node: member?.node ?? null,
        state,
        release: this.#releases.get(at) ?? null,
        version: this.#versions.get(at) ?? null,
      };
    });
  }
}

function place({ service, node }: Member): string {
  return `${service}@${node}`;
}
