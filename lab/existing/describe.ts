import { isIPv4 } from 'node:net';
import { dirname, resolve } from 'node:path';
import { LabDescription, type ServiceDescription } from '../description.ts';
import { describeStrategy } from '../strategy.ts';
import { readCredentials } from './credentials.ts';
import type { LabFile, Ssh } from './file.ts';
import { readSshConfig } from './ssh-config.ts';
import { sshTarget } from './ssh-target.ts';
import { type Surroundings, surroundingsOf } from './surroundings.ts';
import { unitCommands } from './units.ts';

/** A lab that is there already, in the words that every lab is described in. Nothing is asked of it. */
export function describeExistingLab(lab: LabFile, file: string): LabDescription {
  const around = surroundingsOf(file);
  const credentials = readCredentials(lab.credentials, around);
  const config =
    lab.sshConfig === false
      ? []
      : [
          ...readSshConfig(around.path(lab.sshConfig), around.home),
          ...readSshConfig('/etc/ssh/ssh_config', around.home),
        ];
  const target = (name: string, ssh: Ssh = {}) => sshTarget(name, ssh, { own: lab.ssh ?? {}, config, around });
  const nodes = Object.fromEntries(
    Object.entries(lab.nodes).map(([name, node]) => [
      name,
      { role: node?.role ?? 'controller', ssh: target(name, node?.ssh) },
    ]),
  );
  return LabDescription.parse({
    format: 1,
    id: lab.lab,
    kind: 'existing',
    file: resolve(file),
    ...(lab.scenario === undefined ? {} : { scenario: scenarioIn(lab.scenario, around) }),
    releases: lab.releases,
    nodes,
    balancers: Object.fromEntries(
      Object.entries(lab.balancers).map(([name, { socket, tcp, node, ssh, configFile, logFile }]) => [
        name,
        {
          adminSocket: tcp ?? around.path(socket!),
          ...(node === undefined ? {} : { ssh: nodes[node]!.ssh, node }),
          ...(ssh === undefined ? {} : { ssh: target(name, ssh) }),
          ...(configFile === undefined ? {} : { configFile: around.path(configFile) }),
          ...(logFile === undefined ? {} : { logFile: around.path(logFile) }),
        },
      ]),
    ),
    balancing: lab.balancing,
    ...sharedAddress(lab),
    services: Object.fromEntries(
      Object.entries(lab.services).map(([name, service]) => [
        name,
        describeService(name, service, { lab, around, credentials }),
      ]),
    ),
    ...(lab.tempest ? { tempest: lab.tempest } : {}),
    ...(lab.guests === undefined ? {} : { guests: lab.guests }),
    absent: lab.absent,
    ...(lab.load ? { load: lab.load } : {}),
    ...(lab.strategy ? { strategy: describeStrategy(lab.strategy, dirname(resolve(file)), around.home) } : {}),
  });
}

/** Those in turn have one address between them. Where there are several, nobody knows which. */
function sharedAddress({ balancing, vips }: LabFile): Partial<Pick<LabDescription, 'sharedAddress'>> {
  const [only, ...others] = Object.values(vips);
  const isKnown = balancing === 'in-turn' && only && others.length === 0 && isIPv4(only.address);
  return isKnown ? { sharedAddress: only.address } : {};
}

/** One of ours by its name, or a file. */
const scenarioIn = (name: string, around: Surroundings) => (/[/.]/.test(name) ? around.path(name) : name);

interface Site {
  readonly lab: LabFile;
  readonly around: Surroundings;
  readonly credentials: Record<string, string>;
}

function describeService(name: string, service: LabFile['services'][string], site: Site): ServiceDescription {
  const { project = name, frontend, members, unit, commands, database, releases, versions } = service;
  const made = { ...(unit ? unitCommands(unit) : {}), ...commands, database };
  return {
    project,
    ...(releases ? { releases } : {}),
    ...(versions ? { versions } : {}),
    ...(frontend ? { frontend: describeFrontend(frontend, site) } : {}),
    members,
    // The file's schema has seen to it that none of these is missing.
    commands: made as ServiceDescription['commands'],
    credentials: site.credentials,
  };
}

type Frontend = NonNullable<LabFile['services'][string]['frontend']>;

function describeFrontend(frontend: Frontend, { lab, around }: Site): ServiceDescription['frontend'] {
  const vip = 'vip' in frontend ? lab.vips[frontend.vip]! : undefined;
  const tls = 'vip' in frontend ? vip?.tls : frontend.tls;
  const url = 'vip' in frontend ? `${tls ? 'https' : 'http'}://${vip!.address}:${frontend.port}` : frontend.url;
  return {
    url,
    backend: frontend.backend,
    ...(tls?.authorities === undefined ? {} : { authorities: around.path(tls.authorities) }),
    ...(tls?.serverName === undefined ? {} : { serverName: tls.serverName }),
  };
}
