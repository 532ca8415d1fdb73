import { CLOUD, type CloudService, RELEASES } from '../cloud/index.ts';
import { LabDescription, type ServiceDescription } from '../description.ts';
import type { Balancer } from './balancer.ts';
import type { Layout } from './layout.ts';
import { BALANCER, nodeName, serverName } from './names.ts';

/** What a plan needs to know of a lab: who runs what behind which load balancer, not where. */
export type LabShape = Pick<LabDescription, 'services' | 'releases' | 'balancers'>;

/** The lab that would be made, before any of it is: its addresses are placeholders. */
export function localLabShape(controllers = 3): LabShape {
  const nodes = Array.from({ length: controllers }, (_, index) => nodeName(index));
  const services = CLOUD.map((service) => {
    const members = nodes.map((node, index) => [
      node,
      { server: serverName(service.name, index), url: 'http://127.0.0.1' },
    ]);
    return [service.name, describeService(service, 'http://127.0.0.1', Object.fromEntries(members), {})];
  });
  return { releases: RELEASES, balancers: { [BALANCER]: { adminSocket: '' } }, services: Object.fromEntries(services) };
}

/** A local lab in the words that every lab is described in. */
export function describeLab({ id, controllers, urls, password }: Layout, balancer: Balancer): LabDescription {
  const services = CLOUD.map((service) => {
    const url = urls.get(service.name)!;
    const members = controllers.map(({ name, address, ports }, index) => [
      name,
      { server: serverName(service.name, index), url: `http://${address}:${ports.get(service.name)}` },
    ]);
    const credentials = service.credentials({ url, password });
    return [service.name, describeService(service, url, Object.fromEntries(members), credentials)];
  });
  return LabDescription.parse({
    format: 1,
    id,
    kind: 'local',
    releases: RELEASES,
    nodes: Object.fromEntries(controllers.map(({ name, ssh }) => [name, { ssh }])),
    balancers: { [balancer.name]: balancer.description },
    services: Object.fromEntries(services),
  });
}

function describeService(
  service: CloudService,
  url: string,
  members: ServiceDescription['members'],
  credentials: Record<string, string>,
): ServiceDescription {
  return {
    url,
    backend: service.name,
    members,
    commands: {
      stop: `service ${service.name} stop`,
      start: `service ${service.name} start`,
      status: `service ${service.name} status`,
      install: `install-release ${service.name} {release}`,
      release: `installed-release ${service.name}`,
      database: service.phases,
    },
    credentials,
  };
}
