import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { DATABASES, NODE_BINARY, placeOf } from './container.ts';
import { NODE_ROOT } from './image/index.ts';
import { renderKeepalived, type Vrrp } from './keepalived.ts';
import { type Keys, makeKeys, type Reached } from './keys.ts';
import { BALANCER_UNITS, balancerNames, PACKAGED } from './names.ts';

/** A lab of containers of which all is decided and written down, and no container is there. */
export interface Layout extends Seating<HostSeat> {
  readonly id: string;
  readonly folder: string;
  readonly addresses: Addresses;
  readonly authorizedKey: string;
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
  readonly listenPort: number | undefined;
}

const CODE: Code = { node: NODE_BINARY, place: placeOf };
const ADMIN_PORT = 9000;

export function layOutLab({ id, folder, roster, addresses, listenPort }: LayoutOptions): Layout {
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
  return { id, folder, addresses, projects, nodes, balancers, urls, endpoints, password, authorizedKey };
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
}

/** The root of a load balancer: HAProxy and keepalived as units like any other. */
export function layOutBalancer(pair: BalancerPair, index: number, vrrp: Vrrp, logPort: number): void {
  const { name, root, adminSocket, configFile } = pair.balancers[index]!;
  const { gateway, virtual } = pair.addresses;
  createNodeRoot(root);
  for (const unit of BALANCER_UNITS) {
    const home = join(root, 'opt', unit);
    mkdirSync(join(home, PACKAGED, 'bin'), { recursive: true });
    copyFileSync(join(import.meta.dirname, 'bin', unit), join(home, PACKAGED, 'bin', unit));
    symlinkSync(PACKAGED, join(home, 'current'));
  }
  addTool(root, 'vrrp-changed');
  const log = { address: gateway, port: logPort };
  const config = renderConfig({ adminSocket, log, frontends: pair.frontends });
  for (const file of [configFile, join(root, 'etc', 'haproxy.cfg')]) writeFileSync(file, config);
  const notify = `${NODE_ROOT}/bin/vrrp-changed`;
  const priority = vrrp.priorities[index]!;
  writeFileSync(join(root, 'etc', 'keepalived.conf'), renderKeepalived({ name, priority, virtual, vrrp, notify }));
}

function addTool(root: string, tool: string): void {
  copyFileSync(join(import.meta.dirname, 'bin', tool), join(root, 'bin', tool));
}
