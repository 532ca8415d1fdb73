import type { Database } from '../../database/index.ts';
import type { MessageBus } from '../../messages/index.ts';
import type { Report, Rollcall } from '../../rollcall/index.ts';
import { AGENTS, type AgentKind, type WiringKind } from '../agent-kinds.ts';
import { type Change, writeChange } from '../protocol.ts';
import type { Release } from '../release.ts';
import { desired, ROUTER_INTERFACE } from './desired.ts';

/** What the server knows of its agents, and how it tells them what changed. */
export interface Agents {
  reports(kind: AgentKind): Report[];
  /** Whether there is one on this node, be it stopped for a while. */
  has(kind: AgentKind, host: string): boolean;
  /** Something was made, changed or removed: the agent hears how it should be now. */
  notify(kind: WiringKind, host: string, id: string): void;
  /** The node that looks after a router, or after DHCP in a network, if one was chosen. */
  responsible(kind: 'l3' | 'dhcp', id: string): string | undefined;
  /** Chooses one unless it was done before; undefined as long as no agent is there. */
  schedule(kind: 'l3' | 'dhcp', id: string): string | undefined;
  /** Gives an agent whatever waited for one. */
  adopt(kind: WiringKind, host: string): void;
}

const UNSCHEDULED = {
  l3: 'SELECT id FROM router WHERE id NOT IN (SELECT id FROM l3_binding)',
  dhcp: `SELECT DISTINCT network_id AS id FROM subnet
    WHERE enable_dhcp = 1 AND network_id NOT IN (SELECT id FROM dhcp_binding)`,
};

export function makeAgents(options: {
  readonly database: Database;
  readonly bus: MessageBus;
  readonly rollcall: Rollcall;
  readonly release: Release;
}): Agents {
  const { database, bus, rollcall, release } = options;
  const reports = (kind: AgentKind) => rollcall.list().filter(({ binary }) => binary === AGENTS[kind].binary);
  const has = (kind: AgentKind, host: string) => reports(kind).some((report) => report.host === host);
  const responsible = (kind: 'l3' | 'dhcp', id: string) =>
    database.first(`SELECT host FROM ${kind}_binding WHERE id = :id`, { id })?.host as string | undefined;
  const bind = (kind: 'l3' | 'dhcp', id: string, host: string) =>
    database.change(`INSERT OR IGNORE INTO ${kind}_binding VALUES (:id, :host)`, { id, host });

  function leastLoaded(kind: 'l3' | 'dhcp'): string | undefined {
    const hosts = reports(kind).filter(({ up, disabled }) => up && !disabled);
    if (hosts.length <= 1) return hosts[0]?.host;
    const rows = database.all(`SELECT host, count(*) AS load FROM ${kind}_binding GROUP BY host`);
    const load = new Map(rows.map((row) => [row.host, Number(row.load)]));
    return hosts.map(({ host }) => host).sort((a, b) => (load.get(a) ?? 0) - (load.get(b) ?? 0))[0];
  }

  return {
    reports,
    has,
    responsible,
    notify(kind, host, id) {
      // Nobody would ever read it.
      if (host === '' || !has(kind, host)) return;
      const items = desired(database, kind, host, { id });
      const change: Change = items.length > 0 ? { method: 'update', items } : { method: 'remove', ids: [id] };
      const { binary, topic } = AGENTS[kind];
      // All agents of a kind, the ones that are down as well: they will read it when they are back.
      const level = Math.min(release.level, rollcall.lowestLevel(binary) ?? release.level);
      for (const { method, version, payload } of writeChange(level, change))
        bus.cast(`${topic}.${host}`, method, version, payload);
    },
    schedule(kind, id) {
      const host = responsible(kind, id) ?? leastLoaded(kind);
      if (host === undefined) return undefined;
      bind(kind, id, host);
      // Another server may have been quicker.
      return responsible(kind, id);
    },
    adopt(kind, host) {
      if (kind === 'l2') return;
      const report = reports(kind).find((candidate) => candidate.host === host);
      if (!report?.disabled) for (const { id } of database.all(UNSCHEDULED[kind])) bind(kind, String(id), host);
      if (kind === 'l3')
        database.change(
          `UPDATE port SET host = :host, vif_type = 'ovs' WHERE host = '' AND device_owner = '${ROUTER_INTERFACE}'
           AND device_id IN (SELECT id FROM l3_binding WHERE host = :host)`,
          { host },
        );
    },
  };
}
