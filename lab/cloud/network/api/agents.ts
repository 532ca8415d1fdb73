import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Call } from '../../http/index.ts';
import type { Report, Rollcall } from '../../rollcall/index.ts';
import { AGENTS, type AgentKind } from '../agent-kinds.ts';
import type { Agents } from '../plugin/index.ts';
import { missing } from '../refusal.ts';
import type { Store } from '../store/index.ts';
import { type AdmittedRoutes, isAdmin, scopeOf } from './caller.ts';
import { expectBody } from './respond.ts';

const Changes = z.object({
  agent: z.strictObject({ admin_state_up: z.boolean().optional(), description: z.string().nullable().optional() }),
});

const KIND_NAMES = Object.keys(AGENTS) as AgentKind[];

export function agentRoutes(options: {
  readonly store: Store;
  readonly agents: Agents;
  readonly rollcall: Rollcall;
}): AdmittedRoutes {
  const { store, agents, rollcall } = options;
  const all = () => KIND_NAMES.flatMap((kind) => agents.reports(kind).map((report) => bodyOf(kind, report)));
  const expectAgent = ({ parameters: { id = '' } }: Call, allowed: boolean) => {
    const agent = allowed ? all().find((candidate) => candidate.id === id) : undefined;
    if (!agent) throw missing('agent', id);
    return agent;
  };
  const hosting = (kind: 'l3' | 'dhcp', id: string) =>
    all().filter(({ binary, host }) => binary === AGENTS[kind].binary && host === agents.responsible(kind, id));

  return {
    // For anybody but an administrator there are none.
    'GET /v2.0/agents': (call, caller) => {
      const wanted = [...call.query].filter(([name]) => name !== 'fields');
      const listed = isAdmin(caller) ? all() : [];
      return {
        status: 200,
        body: {
          agents: listed.filter((agent) =>
            wanted.every(([name, value]) => same((agent as Readonly<Record<string, unknown>>)[name], value)),
          ),
        },
      };
    },
    'GET /v2.0/agents/{id}': (call, caller) => ({ status: 200, body: { agent: expectAgent(call, isAdmin(caller)) } }),
    'PUT /v2.0/agents/{id}': (call, caller) => {
      const { binary, host } = expectAgent(call, isAdmin(caller));
      const { admin_state_up: enabled, description } = expectBody(Changes, call.body).agent;
      if (enabled === true) rollcall.enable(binary, host);
      if (enabled === false) rollcall.disable(binary, host, description ?? null);
      return { status: 200, body: { agent: expectAgent(call, true) } };
    },
    'GET /v2.0/routers/{id}/l3-agents': (call, caller) => {
      const { id = '' } = call.parameters;
      if (!store.find('router', id, scopeOf(caller))) throw missing('router', id);
      return { status: 200, body: { agents: hosting('l3', id) } };
    },
    'GET /v2.0/networks/{id}/dhcp-agents': (call, caller) => {
      const { id = '' } = call.parameters;
      if (!store.find('network', id, scopeOf(caller))) throw missing('network', id);
      return { status: 200, body: { agents: hosting('dhcp', id) } };
    },
  };
}

// The real service gives each its id when it first reports. Here name and host make it, and it is the same for ever.
function idOf({ binary, host }: Report): string {
  const digest = createHash('sha1').update(`${binary}@${host}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `8${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}

const time = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

const same = (actual: unknown, wanted: string) =>
  typeof actual === 'boolean' ? String(actual) === wanted.toLowerCase() : actual === wanted;

function bodyOf(kind: AgentKind, report: Report) {
  const { type, topic } = AGENTS[kind];
  const placed = kind === 'l3' || kind === 'dhcp';
  return {
    id: idOf(report),
    agent_type: type,
    binary: report.binary,
    host: report.host,
    topic: placed ? topic : 'N/A',
    availability_zone: placed ? 'nova' : null,
    admin_state_up: !report.disabled,
    alive: report.up,
    description: report.disabledReason,
    created_at: time(report.startedAt),
    started_at: time(report.startedAt),
    heartbeat_timestamp: time(report.seenAt),
    resources_synced: null,
    resource_versions: { Port: `1.${report.level}` },
    // Agents put there what they like; these say which code they run.
    configurations: { release: report.release },
  };
}
