import { type Lab, type LabDescription, type RuntimeApi, readInventory, type SshClient } from '../../lab/index.ts';
import { type Cloud, makeCloud } from './cloud.ts';
import { BALANCER, DESCRIPTION } from './findings.ts';
import type { InventoryManager, InventoryRow } from './row.ts';
import {
  parseAnsibleHosts,
  parseBackends,
  parseDescription,
  parseHypervisors,
  parseNeutronAgents,
  parseServices,
  parseUnitStatus,
} from './sources/index.ts';

const COMMAND_MS = 10_000;

/** Every source that a lab has: its description, its nodes, its load balancers, and what its projects tell an operator. */
export function inventoriesOf({ description, nodes, balancers }: Lab): InventoryManager[] {
  const { services } = description;
  return [
    { source: DESCRIPTION, collect: async () => parseDescription(services, DESCRIPTION) },
    ...[...nodes].map(([node, ssh]) => nodeInventory(node, ssh, services)),
    ...[...balancers].map(([name, balancer]) => balancerInventory(name, balancer, services)),
    ...projectInventories(description),
    ...ansibleInventory(description),
  ];
}

function nodeInventory(node: string, ssh: SshClient, services: LabDescription['services']): InventoryManager {
  const source = `ssh ${node}`;
  const run = (command: string) => ssh.run(command, { timeoutMs: COMMAND_MS });
  const look = async (service: string, { status, release }: { status: string; release: string }) =>
    parseUnitStatus({ service, node }, source, await run(status), await run(release));
  const here = Object.entries(services).filter(([, { members }]) => node in members);
  return { source, collect: () => Promise.all(here.map(([service, { commands }]) => look(service, commands))) };
}

function balancerInventory(name: string, balancer: RuntimeApi, services: LabDescription['services']): InventoryManager {
  const source = `${BALANCER} ${name}`;
  return { source, collect: async () => parseBackends(await balancer.servers(), source, services) };
}

/** The one that playbooks upgrade by, where it was not made of the lab itself. */
function ansibleInventory({ strategy, services, nodes }: LabDescription): InventoryManager[] {
  const ansible = strategy?.ansible;
  if (ansible?.inventory === undefined) return [];
  const { inventory, hosts } = ansible;
  const source = 'ansible';
  const collect = async () =>
    parseAnsibleHosts(await readInventory(inventory, ansible), source, { services, nodes, hosts });
  return [{ source, collect }];
}

interface ProjectInventory {
  readonly source: string;
  readonly project: string;
  /** After the address of the project's API. */
  readonly path: (projectId: string) => string;
  readonly parse: (document: unknown, source: string, nodes: readonly string[]) => InventoryRow[];
}

const PROJECT_INVENTORIES: readonly ProjectInventory[] = [
  { source: 'nova services', project: 'nova', path: () => '/v2.1/os-services', parse: parseServices },
  { source: 'nova hypervisors', project: 'nova', path: () => '/v2.1/os-hypervisors', parse: parseHypervisors },
  { source: 'neutron agents', project: 'neutron', path: () => '/v2.0/agents', parse: parseNeutronAgents },
  { source: 'cinder services', project: 'cinder', path: (id) => `/v3/${id}/os-services`, parse: parseServices },
];

function projectInventories({ services, nodes }: LabDescription): InventoryManager[] {
  const frontOf = (project: string) =>
    Object.values(services).find((service) => service.project === project && service.frontend);
  const identity = frontOf('keystone');
  if (!identity) return [];
  const { user = '', password = '', project = '' } = identity.credentials;
  const cloud: Cloud = makeCloud({ identityUrl: origin(identity.frontend!.url), user, password, project });
  return PROJECT_INVENTORIES.flatMap(({ source, path, parse, ...inventory }) => {
    const front = frontOf(inventory.project)?.frontend;
    if (!front) return [];
    const collect = async () => {
      const document = await cloud.get(origin(front.url) + path(await cloud.projectId()));
      return parse(document, source, Object.keys(nodes));
    };
    return [{ source, collect }];
  });
}

const origin = (url: string) => new URL(url).origin;
