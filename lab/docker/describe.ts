import { GUEST_LOGIN, RELEASES } from '../cloud/index.ts';
import { LabDescription, type ServiceDescription } from '../description.ts';
import {
  commandsOf,
  type LabShape,
  localLabShape,
  type RosterOptions,
  STEADY_SECONDS,
  servicesOf,
} from '../local/index.ts';
import { HAPROXY_SUITES } from './image/index.ts';
import type { Layout } from './layout.ts';
import { balancerNames, PACKAGED } from './names.ts';

/** The lab that would be made, before any of it is. */
export function dockerLabShape(options: RosterOptions = {}): LabShape {
  const shape = localLabShape(options);
  const names = balancerNames();
  return {
    ...shape,
    kind: 'docker',
    balancing: 'in-turn',
    balancers: Object.fromEntries(names.map((name) => [name, { adminSocket: '' }])),
    nodes: { ...shape.nodes, ...Object.fromEntries(names.map((name) => [name, { role: 'balancer' }])) },
    services: {
      ...shape.services,
      ...balancerServices(
        names.map((name) => ({ name })),
        { old: HAPROXY_SUITES.bookworm, new: HAPROXY_SUITES.trixie },
      ),
    },
  };
}

/** A lab of containers in the words that every lab is described in. */
export function describeLab(layout: Layout): LabDescription {
  const { id, nodes, balancers, addresses, image } = layout;
  const { old, new: next } = image.haproxy;
  const hosts = [...nodes, ...balancers.map((seat) => ({ ...seat, role: 'balancer' }))];
  return LabDescription.parse({
    format: 1,
    id,
    kind: 'docker',
    releases: RELEASES,
    nodes: Object.fromEntries(hosts.map(({ name, role, ssh }) => [name, { role, ssh }])),
    ...describePair({ balancers, addresses }),
    guests: GUEST_LOGIN,
    steadySeconds: STEADY_SECONDS,
    services: {
      ...servicesOf(layout),
      ...balancerServices(balancers, { old: old.release, new: next.release }),
    },
  });
}

/** The load balancers of any lab of containers, of which one has the address that users know. */
export const describePair = ({ balancers, addresses }: Pick<Layout, 'balancers' | 'addresses'>) => ({
  balancers: Object.fromEntries(
    balancers.map(({ name, folder, adminSocket, configFile }) => [
      name,
      { adminSocket, configFile, logFile: `${folder}/haproxy.log` },
    ]),
  ),
  balancing: 'in-turn' as const,
  sharedAddress: addresses.virtual,
});

interface Seen {
  readonly name: string;
  readonly address?: string;
}

/** Prints the branch that the program which is installed is of: 2.6 of 2.6.12. */
const HAPROXY_RELEASE = String.raw`opt/haproxy/current/sbin/haproxy -v | sed -n 's/^HAProxy version \([0-9]*\.[0-9]*\).*/\1/p'`;

/** HAProxy and keepalived are units like any other; nobody else stands before them. */
export function balancerServices(
  balancers: readonly Seen[],
  releases: NonNullable<ServiceDescription['releases']>,
): Record<string, ServiceDescription> {
  const seats = (member: (balancer: Seen) => ServiceDescription['members'][string]) =>
    Object.fromEntries(balancers.map((balancer) => [balancer.name, member(balancer)]));
  const haproxy = commandsOf({ name: 'haproxy' }, {});
  return {
    haproxy: {
      project: 'haproxy',
      releases,
      members: seats(({ name, address }) => ({ balancer: name, ...(address ? { url: `http://${address}` } : {}) })),
      commands: { ...haproxy, release: HAPROXY_RELEASE },
      credentials: {},
    },
    keepalived: {
      project: 'keepalived',
      releases: { old: PACKAGED, new: PACKAGED },
      members: seats(() => ({})),
      commands: commandsOf({ name: 'keepalived' }, {}),
      credentials: {},
    },
  };
}
