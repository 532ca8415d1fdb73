import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { startCloud } from '../cloud-for-test.ts';
import { AGENTS, type WiringKind } from './agent-kinds.ts';
import { neutron } from './index.ts';

const UNITS = {
  l2: 'neutron-l2-agent',
  l3: 'neutron-l3-agent',
  dhcp: 'neutron-dhcp-agent',
  metadata: 'neutron-metadata-agent',
} as const;

/** The real programs on two nodes, none of them started yet but identity. */
export async function startNetwork() {
  await using stack = new AsyncDisposableStack();
  const cloud = stack.use(await startCloud(neutron, ['node1', 'node2']));
  const all = stack.move();
  const call = (host: string, request: string, body?: unknown) =>
    cloud.call(cloud.url(host, 'neutron-server'), request, body);

  const network = {
    ...cloud,
    call,
    startServer: (host: string, release: string) => cloud.start(host, 'neutron-server', release),
    startAgent: (kind: keyof typeof UNITS, host: string, release: string) => cloud.start(host, UNITS[kind], release),
    stopAgent: (kind: keyof typeof UNITS, host: string, signal?: NodeJS.Signals) =>
      cloud.stop(host, UNITS[kind], signal),
    /** A network with room for 4,093 ports; DHCP only if it is wanted. */
    async makeNetwork(host: string, name: string, enable_dhcp = false): Promise<{ network: string; subnet: string }> {
      const made = await call(host, 'POST /v2.0/networks', { network: { name } });
      expect(made.status).toBe(201);
      const id: string = made.body.network.id;
      const subnet = { network_id: id, ip_version: 4, cidr: '10.0.0.0/20', enable_dhcp };
      const within = await call(host, 'POST /v2.0/subnets', { subnet });
      expect(within.status).toBe(201);
      return { network: id, subnet: within.body.subnet.id };
    },
    async makePort(host: string, network: string, more: Readonly<Record<string, unknown>> = {}) {
      const made = await call(host, 'POST /v2.0/ports', { port: { network_id: network, ...more } });
      expect(made.status).toBe(201);
      return made.body.port;
    },
    status: async (host: string, port: string) => (await call(host, `GET /v2.0/ports/${port}`)).body.port?.status,
    becomesActive: (host: string, port: string) =>
      expect.poll(() => network.status(host, port), { intervals: [20] }).toBe('ACTIVE'),
    /** What there is of the data plane on a node. */
    wiring(kind: WiringKind, host: string): string[] {
      const folder = join(cloud.databases, '..', host, 'var', 'lib', 'neutron', AGENTS[kind].binary);
      return existsSync(folder) ? readdirSync(folder).map((name) => name.replace('.json', '')) : [];
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
  return network;
}
