import type { Database } from '../../database/index.ts';
import { expectVersion, type Message, type MessageBus } from '../../messages/index.ts';
import type { WiringKind } from '../agent-kinds.ts';
import { LookupRequest, SERVER_TOPIC, SyncRequest, versionOf, WiredReport } from '../protocol.ts';
import type { Release } from '../release.ts';
import type { Agents } from './agents.ts';
import { desired, ROUTER_INTERFACE } from './desired.ts';

const LANES = 8;

/** What agents ask the server. Each message goes to one of the servers; any of them can answer. */
export function servePlugin(options: {
  readonly database: Database;
  readonly bus: MessageBus;
  readonly release: Release;
  readonly agents: Agents;
  /** Gives the DHCP agent of a network its port there, with an address in every subnet. */
  readonly ensureDhcpPort: (networkId: string, host: string) => void;
}): void {
  const { database, bus, release, agents, ensureDhcpPort } = options;

  const wired: Readonly<Record<WiringKind, (host: string, ids: readonly string[]) => void>> = {
    l2(host, ids) {
      database.change(
        `UPDATE port SET status = 'ACTIVE' WHERE host = :host AND status <> 'ACTIVE'
         AND id IN (SELECT value FROM json_each(:ids))`,
        { host, ids: JSON.stringify(ids) },
      );
    },
    l3(host, ids) {
      const plugged = database.all(
        `UPDATE port SET plugged = 1 WHERE plugged = 0 AND device_owner = '${ROUTER_INTERFACE}'
         AND device_id IN (SELECT value FROM json_each(:ids)) RETURNING id`,
        { ids: JSON.stringify(ids) },
      );
      for (const { id } of plugged) agents.notify('l2', host, String(id));
    },
    dhcp(host, ids) {
      for (const id of ids) ensureDhcpPort(id, host);
    },
  };

  const answers: Readonly<Record<string, (payload: unknown) => unknown>> = {
    sync(payload) {
      const { kind, host, which } = SyncRequest.parse(payload);
      agents.adopt(kind, host);
      return desired(database, kind, host, which);
    },
    wired(payload) {
      const { kind, host, ids } = WiredReport.parse(payload);
      wired[kind](host, ids);
    },
    lookup(payload) {
      const sql = `SELECT port.id AS port_id, device_id FROM ip_allocation JOIN port ON port.id = port_id
        WHERE network_id = :network_id AND ip_address = :ip_address`;
      return database.first(sql, LookupRequest.parse(payload)) ?? null;
    },
  };

  bus.serve(
    SERVER_TOPIC,
    async (message: Message) => {
      expectVersion(message, versionOf(release.level));
      const answer = answers[message.method];
      if (!answer) throw new Error(`Expected ${Object.keys(answers).join(', ')}, got ${message.method}`);
      return answer(message.payload);
    },
    { lanes: LANES },
  );
}
