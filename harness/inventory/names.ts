/** What an API calls by another name than the unit that is stopped and started. */
const UNITS: Readonly<Record<string, string>> = { 'neutron-openvswitch-agent': 'neutron-l2-agent' };

export const unitOf = (binary: string) => UNITS[binary] ?? binary;

/**
 * The node that a service says it runs on. It may say `node1.example.org` where the lab says `node1`, and a volume service
 * adds its back end: `node1@lvm`. A host that is no node stays as it is written: it may be one that the lab forgot, or,
 * with an @, a name that several nodes take turns in.
 */
export function nodeOf(host: string, nodes: readonly string[]): string {
  const [name = ''] = host.split('@');
  const [short = ''] = name.split('.');
  return [name, short].find((candidate) => nodes.includes(candidate)) ?? host;
}

/** Whether this is the name of a back end that moves between nodes (active/passive), not of a node. */
export const isShared = (node: string) => node.includes('@');
