import { LabDescription, type ServiceDescription } from '../description.ts';
import { balancerNames, balancerServices, describePair, HAPROXY_SUITES } from '../docker/index.ts';
import type { LabShape } from '../local/index.ts';
import { OPERATOR } from './catalogue.ts';
import { INFRASTRUCTURE, INFRASTRUCTURE_DAEMONS } from './infrastructure.ts';
import { type Layout, serverName } from './layout.ts';
import type { Project, Unit } from './project.ts';
import { RELEASES } from './releases.ts';
import { hostsOf, type Roster, type RosterHost, unitsOf } from './roster.ts';
import { TEMPEST } from './tempest.ts';

/** What scenarios of older releases name, and these no longer have. */
const ABSENT: Readonly<Record<string, string>> = {
  'glance-registry': 'glance-api has its database itself since Stein',
  'nova-consoleauth': 'nova has no such service since Train',
};

/** Known, and on none of the lab's hosts. */
const withoutHost = ({ projects, hosts }: Roster): Record<string, string> =>
  Object.fromEntries(
    unitsOf(projects)
      .filter(({ unit }) => hostsOf(hosts, unit).length === 0)
      .map(({ project, unit }) => [unit.name, `this lab has ${project.name} only for those who need it`]),
  );

// Two cores serve all of it: more load would only measure how long requests wait for a core.
const LOADS = {
  keystone: { requestsPerSecond: 24, cyclesPerSecond: 0.5, askEverySeconds: 1, patienceFactor: 2, paceFactor: 2 },
  nova: { requestsPerSecond: 10, cyclesPerSecond: 0.2, askEverySeconds: 1, patienceFactor: 4, paceFactor: 3 },
  // A network with a router takes the agents five seconds of a core.
  networks: { requestsPerSecond: 10, cyclesPerSecond: 0.05, askEverySeconds: 2, patienceFactor: 4, paceFactor: 4 },
  // Of all projects there are seven kinds of lives, besides 60 processes that do nothing much but report.
  whole: { requestsPerSecond: 8, cyclesPerSecond: 0.03, askEverySeconds: 2, patienceFactor: 6, paceFactor: 6 },
} as const;

/** What such a lab can take, and what it does without: it depends on what is in it. */
function traitsOf(roster: Roster) {
  const hasNova = roster.projects.some(({ name }) => name === 'nova');
  const hasNetworks = roster.hosts.some(({ role }) => role === 'network');
  return {
    absent: { ...ABSENT, ...withoutHost(roster) },
    guests: null,
    load: LOADS[hasNetworks && hasNova ? 'whole' : hasNetworks ? 'networks' : hasNova ? 'nova' : 'keystone'],
    ...(hasNova ? { tempest: { ...TEMPEST, node: INFRASTRUCTURE } } : {}),
  };
}

/** The lab that would be made, before any of it is. */
export function shapeOf(roster: Roster): LabShape {
  const placeholder = () => 'http://127.0.0.1';
  const names = balancerNames();
  const services = describeServices(roster, { frontend: placeholder, member: placeholder, credentials: {} });
  return {
    kind: 'openstack',
    releases: RELEASES,
    balancing: 'in-turn',
    balancers: Object.fromEntries(names.map((name) => [name, { adminSocket: '' }])),
    nodes: {
      ...Object.fromEntries(roster.hosts.map(({ name, role }) => [name, { role }])),
      [INFRASTRUCTURE]: { role: 'infrastructure' },
      ...Object.fromEntries(names.map((name) => [name, { role: 'balancer' }])),
    },
    services: {
      ...services,
      ...infrastructureServices(),
      ...balancerServices(
        names.map((name) => ({ name })),
        { old: HAPROXY_SUITES.bookworm, new: HAPROXY_SUITES.trixie },
      ),
    },
    ...traitsOf(roster),
  };
}

/** A lab of real OpenStack in the words that every lab is described in. */
export function describeLab(layout: Layout): LabDescription {
  const { id, hosts, balancers, infrastructure, site, addresses, image } = layout;
  const all = [
    ...hosts,
    { ...infrastructure, role: 'infrastructure' },
    ...balancers.map((seat) => ({ ...seat, role: 'balancer' })),
  ];
  const credentials = {
    user: OPERATOR.user,
    password: site.secrets.operator,
    project: OPERATOR.project,
    flavor: OPERATOR.flavor,
    image: site.image,
  };
  const services = describeServices(layout, {
    frontend: (project) => site.url(project.name),
    member: ({ api }, { name }) => `http://${hosts.find((host) => host.name === name)!.address}:${api!.port}`,
    credentials,
  });
  return LabDescription.parse({
    format: 1,
    id,
    kind: 'openstack',
    releases: RELEASES,
    nodes: Object.fromEntries(all.map(({ name, role, ssh }) => [name, { role, ssh }])),
    ...describePair({ balancers, addresses }),
    services: {
      ...services,
      ...infrastructureServices(),
      ...balancerServices(balancers, { old: image.haproxy.old.release, new: image.haproxy.new.release }),
    },
    ...traitsOf(layout),
  });
}

const PACKAGED = 'packaged';

/** No scenario upgrades these; what happens to them is seen all the same. */
const infrastructureServices = (): Record<string, ServiceDescription> =>
  Object.fromEntries(
    INFRASTRUCTURE_DAEMONS.map((name) => [
      name,
      {
        project: name,
        releases: { old: PACKAGED, new: PACKAGED },
        members: { [INFRASTRUCTURE]: {} },
        commands: {
          stop: `service ${name} stop`,
          start: `service ${name} start`,
          status: `service ${name} status`,
          install: `[ {release} = ${PACKAGED} ]`,
          release: `echo ${PACKAGED}`,
          database: {},
        },
        credentials: {},
      },
    ]),
  );

interface Particulars {
  frontend(project: Project): string;
  member(unit: Unit, host: RosterHost): string;
  readonly credentials: Readonly<Record<string, string>>;
}

function describeServices(
  { projects, hosts }: Roster,
  { frontend, member, credentials }: Particulars,
): Record<string, ServiceDescription> {
  const units = unitsOf(projects).filter(({ unit }) => hostsOf(hosts, unit).length > 0);
  return Object.fromEntries(
    units.map(({ project, unit }): [string, ServiceDescription] => {
      const { name, api } = unit;
      const members = hostsOf(hosts, unit).map((host, index) => [
        host.name,
        api ? { server: serverName(unit, index), url: member(unit, host) } : {},
      ]);
      const isFirst = unit === (project.units.find((one) => one.api) ?? project.units[0]);
      return [
        name,
        {
          project: project.name,
          ...(api ? { frontend: { url: frontend(project), backend: name } } : {}),
          ...(api && !api.tellsRelease ? { versions: 'by-server' as const } : {}),
          members: Object.fromEntries(members),
          commands: {
            stop: `service ${name} stop`,
            start: `service ${name} start`,
            status: `service ${name} status`,
            reload: `service ${name} reload`,
            install: `install-release ${name} {release}`,
            release: `installed-release ${name}`,
            version: `package-version ${name}`,
            wrote: `log-about ${name} {request}`,
            ...(unit.reaches === undefined ? {} : { reaches: unit.reaches }),
            // One schema for all units of a project: its phases are told once.
            database: isFirst ? { ...project.phases } : {},
          },
          credentials: { ...credentials },
        },
      ];
    }),
  );
}
