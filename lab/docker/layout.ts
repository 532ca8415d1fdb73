import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Flaw, flawConfiguration } from '../faults/flaw/index.ts';
import { type FrontendSpec, renderConfig } from '../haproxy/index.ts';
import {
  addProject,
  type Code,
  createNodeRoot,
  endpointsOf,
  type Roster,
  type RosterNode,
  type Seat,
  type Seating,
} from '../local/index.ts';
import type { Addresses } from './addresses.ts';
import { placeOf } from './container.ts';
import type { Image } from './image/index.ts';
import { renderKeepalived, type Vrrp } from './keepalived.ts';
import { type Keys, makeKeys, type Reached } from './keys.ts';
import { balancerNames, PACKAGED } from './names.ts';
import { DATABASES, NODE_BINARY, NODE_ROOT } from './places.ts';

/** A lab of containers of which all is decided and written down, and no container is there. */
export interface Layout extends Seating<HostSeat> {
  readonly id: string;
  readonly folder: string;
  readonly addresses: Addresses;
  readonly authorizedKey: string;
  readonly image: Image;
  readonly balancers: readonly BalancerSeat[];
}

export interface HostSeat extends Seat, Reached {
  /** It gives guests addresses of their own. */
  readonly hasGuests: boolean;
}

export interface BalancerSeat extends Reached {
  readonly folder: string;
  readonly adminSocket: string;
  readonly configFile: string;
}

export interface LayoutOptions {
  readonly id: string;
  readonly folder: string;
  readonly roster: Roster;
  readonly addresses: Addresses;
  readonly image: Image;
  readonly listenPort: number | undefined;
}

const CODE: Code = { node: NODE_BINARY, place: placeOf };
const ADMIN_PORT = 9000;

export function layOutLab({ id, folder, roster, addresses, image, listenPort }: LayoutOptions): Layout {
  const { authorizedKey, reached } = makeKeys(folder);
  const urls = chooseUrls(roster, addresses, listenPort);
  const endpoints = endpointsOf(roster, urls);
  const password = randomBytes(18).toString('base64url');
  const nodes = roster.nodes.map((node): HostSeat => {
    const address = addresses.node(node.role, node.number);
    const guestAddresses = node.role === 'compute' ? addresses.guests(node.number) : [];
    const ports = portsOf(node);
    const root = join(folder, node.name);
    createNodeRoot(root);
    if (node.role === 'compute') addTool(root, 'guest-address');
    const placement = { host: node.name, address, ports, databases: DATABASES, endpoints, password, guestAddresses };
    for (const { project, units } of node.projects)
      addProject(root, project, units, project.configuration(placement), CODE);
    return { ...node, ...reached(node.name, address, root), ports, hasGuests: guestAddresses.length > 0 };
  });
  const balancers = seatBalancers(folder, addresses, reached);
  const { projects } = roster;
  const where = { nodes, balancers, urls, endpoints };
  return { id, folder, addresses, image, projects, ...where, password, authorizedKey };
}

export const seatBalancers = (folder: string, addresses: Addresses, reached: Keys['reached']): BalancerSeat[] =>
  balancerNames().map((name, index) => {
    const [address, home] = [addresses.balancer(index + 1), join(folder, name)];
    return {
      ...reached(name, address, join(home, 'root')),
      folder: home,
      adminSocket: `${address}:${ADMIN_PORT}`,
      configFile: join(home, 'haproxy.cfg'),
    };
  });

// Every address is the lab's own, so every service has the port that it has on a real cloud.
const portsOf = ({ projects }: RosterNode): Record<string, number> =>
  Object.fromEntries(
    projects.flatMap(({ units }) => units.flatMap(({ name, api }) => (api ? [[name, api.port] as const] : []))),
  );

function chooseUrls({ projects }: Roster, { virtual }: Addresses, listenPort: number | undefined): Map<string, string> {
  const apis = projects.flatMap(({ units }) =>
    units.flatMap(({ name, api }) => (api ? [{ name, port: api.port }] : [])),
  );
  return new Map(
    apis.map(({ name, port }, index) => [name, `http://${virtual}:${index === 0 ? (listenPort ?? port) : port}`]),
  );
}

/** What stands before the services of a lab, whatever these are. */
export interface BalancerPair {
  readonly addresses: Addresses;
  readonly balancers: readonly BalancerSeat[];
  readonly frontends: readonly FrontendSpec[];
  readonly image: Image;
}

/** The root of a load balancer: HAProxy and keepalived as units like any other. */
export function layOutBalancer(
  pair: BalancerPair,
  index: number,
  { vrrp, flaws, logPort }: { readonly vrrp: Vrrp; readonly flaws: readonly Flaw[]; readonly logPort: number },
): void {
  const { name, root, address, adminSocket, configFile } = pair.balancers[index]!;
  const { gateway, virtual } = pair.addresses;
  const { haproxy } = pair.image;
  createNodeRoot(root);
  for (const { release, program } of new Set([haproxy.old, haproxy.new])) {
    addUnit(root, 'haproxy', release);
    mkdirSync(join(root, 'opt', 'haproxy', release, 'sbin'));
    symlinkSync(program, join(root, 'opt', 'haproxy', release, 'sbin', 'haproxy'));
  }
  symlinkSync(haproxy.old.release, join(root, 'opt', 'haproxy', 'current'));
  addUnit(root, 'keepalived', PACKAGED);
  symlinkSync(PACKAGED, join(root, 'opt', 'keepalived', 'current'));
  addTool(root, 'vrrp-changed');
  const log = { address: gateway, port: logPort };
  const config = renderConfig({ adminSocket, log, frontends: pair.frontends, ownAddress: address });
  for (const file of [configFile, join(root, 'etc', 'haproxy.cfg')])
    writeFileSync(file, flawConfiguration(name, config, flaws));
  const notify = `${NODE_ROOT}/bin/vrrp-changed`;
  const priority = vrrp.priorities[index]!;
  writeFileSync(join(root, 'etc', 'keepalived.conf'), renderKeepalived({ name, priority, virtual, vrrp, notify }));
}

function addUnit(root: string, unit: string, release: string): void {
  const folder = join(root, 'opt', unit, release, 'bin');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'bin', unit), join(folder, unit));
}

function addTool(root: string, tool: string): void {
  copyFileSync(join(import.meta.dirname, 'bin', tool), join(root, 'bin', tool));
}
