import { randomBytes, randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Addresses,
  type BalancerSeat,
  type HostFile,
  type Image,
  makeKeys,
  NODE_ROOT,
  type Reached,
  SUPERVISED,
  seatBalancers,
} from '../docker/index.ts';
import type { FrontendSpec } from '../haproxy/index.ts';
import { INFRASTRUCTURE, INFRASTRUCTURE_DAEMONS, infrastructureFiles, LOGS_AT_HAND } from './infrastructure.ts';
import type { HostRole, Project, Secrets, Site, Unit } from './project.ts';
import { PACKAGES, type ProjectName, RELEASES } from './releases.ts';
import { hostsOf, type Roster, type RosterHost } from './roster.ts';
import { tempestFile } from './tempest.ts';

/** A lab of which all is decided and written down, and no container is there. */
export interface Layout {
  readonly id: string;
  readonly folder: string;
  readonly addresses: Addresses;
  readonly authorizedKey: string;
  readonly projects: readonly Project[];
  readonly hosts: readonly HostSeat[];
  readonly infrastructure: InfrastructureSeat;
  readonly balancers: readonly BalancerSeat[];
  readonly site: Site;
  readonly image: Image;
}

export interface HostSeat extends RosterHost, Reached {
  readonly files: readonly HostFile[];
  /** Lines of shell, done at each boot. */
  readonly atBoot: string;
}

export interface InfrastructureSeat extends Reached {
  readonly files: readonly HostFile[];
  readonly atBoot: string;
}

export interface LayoutOptions {
  readonly id: string;
  readonly folder: string;
  readonly roster: Roster;
  readonly addresses: Addresses;
  /** Of the load balancers. */
  readonly image: Image;
}

export function layOutLab({ id, folder, roster, addresses, image }: LayoutOptions): Layout {
  const { authorizedKey, reached } = makeKeys(folder);
  const { projects } = roster;
  const secrets = makeSecrets();
  const site: Site = {
    infrastructure: addresses.infrastructure,
    secrets,
    projects: projects.map(({ name }) => name),
    url: (name) => urlOf(projects, addresses, name),
    image: randomUUID(),
  };
  const hosts = roster.hosts.map((host): HostSeat => {
    const address = addresses.node(host.role, host.number);
    const root = join(folder, host.name);
    layOutRoot(root, host);
    const there = projects.filter((project) => host.units.some((one) => one.project === project));
    const files = [
      ...there.flatMap((project) => project.files(site, { name: host.name, role: host.role, address })),
      ...host.units.flatMap(({ project, unit }) => daemonsOf(unit).flatMap((daemon) => supervised(daemon, project))),
    ];
    return { ...host, ...reached(host.name, address, root), files, atBoot: atBoot(host, there) };
  });
  const root = join(folder, INFRASTRUCTURE);
  layOutRoot(root, { units: [] });
  for (const daemon of INFRASTRUCTURE_DAEMONS) writeFileSync(join(root, 'etc/units', daemon), `daemons='${daemon}'\n`);
  const files = [...infrastructureFiles(addresses.infrastructure, secrets), tempestFile(site)];
  const infrastructure = { ...reached(INFRASTRUCTURE, addresses.infrastructure, root), files, atBoot: LOGS_AT_HAND };
  const balancers = seatBalancers(folder, addresses, reached);
  return { id, folder, addresses, authorizedKey, projects, hosts, infrastructure, balancers, site, image };
}

export const daemonsOf = ({ name, daemons = [name] }: Unit): readonly string[] => daemons;

const apiOf = ({ units }: Project) => units.find(({ api }) => api)?.api;

function urlOf(projects: readonly Project[], { virtual }: Addresses, name: ProjectName): string {
  const port = projects.filter((project) => project.name === name).map(apiOf)[0]?.port;
  return port === undefined ? '' : `http://${virtual}:${port}`;
}

export const serverName = (unit: Unit, index: number): string => `${unit.name}${index + 1}`;

export function frontendsOf({ projects, hosts, addresses }: Layout): FrontendSpec[] {
  return projects.flatMap(({ units }) =>
    units.flatMap((unit) => {
      const { name, api } = unit;
      if (!api) return [];
      return {
        name: `${name}-front`,
        bind: { address: addresses.virtual, port: api.port },
        backend: name,
        check: api.check,
        servers: hostsOf(hosts, unit).map(({ address }, index) => ({
          name: serverName(unit, index),
          address,
          port: api.port,
        })),
      };
    }),
  );
}

function makeSecrets(): Secrets {
  const word = () => randomBytes(18).toString('base64url');
  const key = () => randomBytes(32).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
  return {
    database: word(),
    messages: word(),
    services: word(),
    operator: word(),
    tokens: [key(), key()],
    credentials: [key(), key()],
  };
}

/** The operator's tools, and what they need to know of each unit and each project. */
function layOutRoot(root: string, { units }: Pick<RosterHost, 'units'>): void {
  const tools = join(import.meta.dirname, 'bin');
  for (const place of ['bin', 'etc/units', 'etc/releases', 'var/log'])
    mkdirSync(join(root, place), { recursive: true });
  for (const tool of readdirSync(tools)) copyFileSync(join(tools, tool), join(root, 'bin', tool));
  for (const { project, unit } of units) {
    const { name } = project;
    const words = { project: name, daemons: daemonsOf(unit).join(' '), packages: unit.packages.join(' ') };
    const lines = Object.entries(words).map(([key, value]) => `${key}='${value}'\n`);
    writeFileSync(join(root, 'etc/units', unit.name), lines.join(''));
    const { majors, telling } = PACKAGES[name];
    writeFileSync(
      join(root, 'etc/releases', name),
      `telling='${telling}'\n${majors.old}=${RELEASES.old}\n${majors.new}=${RELEASES.new}\n`.replace(
        /^(\d+)=(.*)$/gm,
        "release_$1='$2'",
      ),
    );
  }
}

/** Started when somebody asks, then started again whenever it ends, as the unit of its package has it. */
function supervised(daemon: string, { name }: Project): HostFile[] {
  const home = `/var/lib/${name}`;
  return [
    { target: `${SUPERVISED}/${daemon}/down`, content: '', mode: 0o644 },
    {
      target: `${SUPERVISED}/${daemon}/run`,
      content: `#!/bin/sh
exec >>${NODE_ROOT}/var/log/${daemon}.console.log 2>&1
umask 022
ready=/run/unbroken/${daemon}.ready
mkdir -p /run/unbroken && rm -f "$ready"
if grep -qs ^Type=notify /usr/lib/systemd/system/${daemon}.service; then
  export NOTIFY_SOCKET=/run/unbroken/${daemon}.socket
  rm -f "$NOTIFY_SOCKET"
  ${NODE_ROOT}/bin/until-ready "$NOTIFY_SOCKET" "$ready" &
  until [ -S "$NOTIFY_SOCKET" ]; do sleep 0.05; done
else
  : >"$ready"
fi
for place in lock run cache; do mkdir -p /var/$place/${name} && chown ${name}:${name} /var/$place/${name}; done
cd ${home} && exec env HOME=${home} chpst -u ${name} /etc/init.d/${daemon} systemd-start
`,
      mode: 0o755,
    },
  ];
}

/** Configuration gets the owners that its package gives it; logs are where an operator of the lab looks. */
function atBoot({ role }: { readonly role: HostRole }, projects: readonly Project[]): string {
  const lines = projects.flatMap(({ name, units }) => [
    `chown -R ${name}:${name} /etc/${name}`,
    `install -d -o ${name} -g ${name} /var/lib/${name}/tmp`,
    ...units
      .filter(({ runsOn }) => runsOn.includes(role))
      .flatMap(daemonsOf)
      .map((daemon) => `ln -sfn /var/log/${name}/${daemon}.log ${NODE_ROOT}/var/log/${daemon}.log`),
    // Routers of neutron have settings of their own, in name spaces that come later.
    ...(role === 'network' ? ['mount -o remount,rw /proc/sys'] : []),
    ...(name === 'glance' ? ['install -d -o glance -g glance /srv/shared/glance'] : []),
  ]);
  return `${lines.join('\n')}\n`;
}
