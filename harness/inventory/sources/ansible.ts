import type { AnsibleHost, LabDescription } from '../../../lab/index.ts';
import { nodeOf } from '../names.ts';
import type { InventoryRow } from '../row.ts';

interface Known extends Pick<LabDescription, 'services' | 'nodes'> {
  /** Node → its name in the inventory, where that is another. */
  readonly hosts: Readonly<Record<string, string>>;
}

/** Which hosts an inventory of Ansible has in a group of a service's name. How they are, it does not know. */
export function parseAnsibleHosts(
  all: readonly AnsibleHost[],
  source: string,
  { services, nodes, hosts }: Known,
): InventoryRow[] {
  const named = new Map(Object.entries(hosts).map(([node, host]) => [host, node]));
  const addressed = new Map(Object.entries(nodes).map(([node, { ssh }]) => [ssh.host, node]));
  const places = new Map(Object.keys(services).map((service) => [asGroup(service), service]));
  return all.flatMap(({ name, host, groups }) => {
    const known = nodeOf(name, Object.keys(nodes));
    const node = named.get(name) ?? (known in nodes ? known : (addressed.get(host ?? name) ?? known));
    return groups.flatMap((group): InventoryRow[] => {
      const service = places.get(asGroup(group));
      return service === undefined ? [] : [{ service, node, state: 'unknown', enabled: true, version: null, source }];
    });
  });
}

/** Groups have no dashes, or should not. */
const asGroup = (name: string): string => name.replaceAll('-', '_');
