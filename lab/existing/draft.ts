import { stringify } from 'yaml';
import type { ReadConfig } from '../haproxy/index.ts';
import type { AnsibleHost } from './ansible.ts';

/** An endpoint that OpenStack's catalogue of services has. */
export interface CatalogueEntry {
  /** nova, keystone … */
  readonly name: string;
  /** compute, identity … */
  readonly type: string;
  readonly interface: string;
  readonly url: string;
}

/** What was found, and what somebody has said. */
export interface DraftInputs {
  readonly name: string;
  readonly releases: { readonly old: string; readonly new: string };
  readonly config: ReadConfig;
  readonly hosts: readonly AnsibleHost[];
  readonly catalogue?: readonly CatalogueEntry[];
  /** Where the traffic's credentials are: the name of a cloud, or {} for the environment. */
  readonly credentials?: { readonly cloud?: string | undefined };
  /** How the balancer's socket is reached. */
  readonly balancer: { readonly socket?: string | undefined; readonly host?: string | undefined };
  readonly unit: 'systemd' | 'service';
  /** Service → command. */
  readonly install: Readonly<Record<string, string>>;
  readonly release: Readonly<Record<string, string>>;
}

export interface Draft {
  readonly text: string;
  /** What nobody has said, by its place in the file. */
  readonly missing: readonly string[];
  /** What the catalogue has, and no front end leads to. */
  readonly elsewhere: readonly string[];
}

/** A command that does nothing and fails: doctor tells that it does. */
const UNSAID = 'false';

/** A lab file of what was found. Pure. */
export function draftLab(inputs: DraftInputs): Draft {
  const { name, releases, config, hosts, balancer, catalogue = [], credentials } = inputs;
  const nodes = nodesOf(config, hosts);
  const missing: string[] = [];
  const told = (said: Readonly<Record<string, string>>, service: string, what: string) => {
    if (said[service] === undefined) missing.push(`services.${service}.commands.${what}`);
    return said[service] ?? UNSAID;
  };
  const services = config.frontends.flatMap((frontend) => {
    const servers = config.backends[frontend.backend] ?? [];
    if (servers.length === 0) return [];
    const service = frontend.backend;
    const entry = entryFor(frontend, catalogue);
    const project = entry?.name;
    const members = servers.map(({ name: server, address }) => {
      return [nodes.nameOf(address, server), { server, url: `http://${address}` }] as const;
    });
    return [
      [
        service,
        {
          ...(project === undefined || project === service ? {} : { project }),
          frontend: { url: entry ? new URL(entry.url).origin : addressOf(frontend), backend: frontend.backend },
          members: Object.fromEntries(members),
          unit: { [inputs.unit]: service },
          commands: {
            install: told(inputs.install, service, 'install'),
            release: told(inputs.release, service, 'release'),
          },
        },
      ] as const,
    ];
  });
  const socket = balancer.socket ?? config.adminSockets[0];
  if (socket === undefined) missing.push('balancers.lb1.socket');
  const at =
    socket !== undefined && /^[^/].*:\d+$/.test(socket)
      ? { tcp: socket }
      : { socket: socket ?? '/run/haproxy/admin.sock' };
  const lab = {
    lab: name,
    releases,
    nodes: nodes.all,
    balancers: { lb1: { ...at, ...(balancer.host === undefined ? {} : { ssh: { host: balancer.host } }) } },
    services: Object.fromEntries(services),
    ...(credentials ? { credentials } : {}),
  };
  const notes = missing.map((place) => `# still to be said: ${place}\n`);
  const used = config.frontends.flatMap((frontend) => entryFor(frontend, catalogue)?.name ?? []);
  const elsewhere = catalogue
    .filter((entry) => entry.interface === 'public' && !used.includes(entry.name))
    .map((entry) => `${entry.name} (${entry.type}) at ${entry.url}`);
  return { text: `${notes.join('')}${stringify(lab, { lineWidth: 120 })}`, missing, elsewhere };
}

type Frontend = ReadConfig['frontends'][number];

const ANY = /^(\*|0\.0\.0\.0|::|)$/;

function addressOf({ address, tls, port }: Frontend): string {
  return `${tls ? 'https' : 'http'}://${ANY.test(address) ? 'localhost' : address}:${port}`;
}

/** Of endpoints on its port the one at its address, then the one for everybody: users have the name that is told there. */
function entryFor({ address, port }: Frontend, catalogue: readonly CatalogueEntry[]): CatalogueEntry | undefined {
  const here = catalogue.filter(({ url }) => portAt(url) === port);
  const hostnames = (entry: CatalogueEntry) => new URL(entry.url).hostname;
  return (
    here.find((entry) => hostnames(entry) === address) ?? here.find((entry) => entry.interface === 'public') ?? here[0]
  );
}

function portAt(url: string): number {
  const { port, protocol } = new URL(url);
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}

/** Servers at one address are on one node, which has the inventory's name, or else the first server's. */
function nodesOf({ backends }: ReadConfig, hosts: readonly AnsibleHost[]) {
  const byHost = new Map<string, string>();
  const all: Record<string, unknown> = {};
  for (const { name, address } of Object.values(backends).flat()) {
    const host = hostOf(address);
    if (byHost.has(host)) continue;
    const known = hosts.find((one) => one.host === host || one.name === host);
    const node = known?.name ?? name;
    byHost.set(host, node);
    all[node] = { ssh: sshOf(host, known) };
  }
  return { all, nameOf: (address: string, server: string) => byHost.get(hostOf(address)) ?? server };
}

const hostOf = (address: string): string => address.replace(/:\d+$/, '');

function sshOf(host: string, known: AnsibleHost | undefined): Record<string, unknown> {
  return {
    host: known?.host ?? host,
    ...(known?.port === undefined ? {} : { port: known.port }),
    ...(known?.user === undefined ? {} : { user: known.user }),
    ...(known?.identityFile === undefined ? {} : { identityFile: known.identityFile }),
    ...(known?.jump === undefined ? {} : { jump: known.jump }),
    ...(known?.become ? { become: true } : {}),
  };
}
