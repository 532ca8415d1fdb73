import { GUEST_LOGIN, RELEASES } from '../cloud/index.ts';
import { LabDescription, type ServiceDescription } from '../description.ts';
import { commandsOf, type LabShape, localLabShape, type RosterOptions, servicesOf } from '../local/index.ts';
import type { Layout } from './layout.ts';
import { BALANCER_UNITS, balancerNames, PACKAGED } from './names.ts';

/** The lab that would be made, before any of it is. */
export function dockerLabShape(options: RosterOptions = {}): LabShape {
  const shape = localLabShape(options);
  const names = balancerNames();
  return {
    ...shape,
    balancing: 'in-turn',
    balancers: Object.fromEntries(names.map((name) => [name, { adminSocket: '' }])),
    nodes: { ...shape.nodes, ...Object.fromEntries(names.map((name) => [name, { role: 'balancer' }])) },
    services: { ...shape.services, ...balancerServices(names) },
  };
}

/** A lab of containers in the words that every lab is described in. */
export function describeLab(layout: Layout): LabDescription {
  const { id, nodes, balancers } = layout;
  const hosts = [...nodes, ...balancers.map((seat) => ({ ...seat, role: 'balancer' }))];
  return LabDescription.parse({
    format: 1,
    id,
    kind: 'docker',
    releases: RELEASES,
    nodes: Object.fromEntries(hosts.map(({ name, role, ssh }) => [name, { role, ssh }])),
    balancers: Object.fromEntries(
      balancers.map(({ name, folder, adminSocket, configFile }) => [
        name,
        { adminSocket, configFile, logFile: `${folder}/haproxy.log` },
      ]),
    ),
    balancing: 'in-turn',
    guests: GUEST_LOGIN,
    services: { ...servicesOf(layout), ...balancerServices(balancers.map(({ name }) => name)) },
  });
}

/** HAProxy and keepalived are units like any other; nobody else stands before them. */
export function balancerServices(names: readonly string[]): Record<string, ServiceDescription> {
  const members = Object.fromEntries(names.map((name) => [name, {}]));
  return Object.fromEntries(
    BALANCER_UNITS.map((name) => [
      name,
      {
        project: name,
        releases: { old: PACKAGED, new: PACKAGED },
        members,
        commands: commandsOf({ name }, {}),
        credentials: {},
      },
    ]),
  );
}
