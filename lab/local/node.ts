import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SshTarget } from '../description.ts';
import { type KeyPair, makeKeyPair } from '../ssh/index.ts';
import { startBackground } from './background.ts';
import { addProject, createNodeRoot, nodeEnvironment } from './node-root.ts';
import { freePort } from './port.ts';
import type { ProcessIdentity } from './process-identity.ts';
import type { RosterNode } from './roster.ts';
import type { Seat } from './seating.ts';
import type { Subnet } from './subnet.ts';

/** A node that is laid out but does not run yet. */
export interface LabNode extends Seat {
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ssh: SshTarget;
  readonly hostKey: KeyPair;
}

export interface NodePlan {
  readonly labId: string;
  readonly labFolder: string;
  readonly subnet: Subnet;
  readonly privateKeyFile: string;
  readonly endpoints: Readonly<Record<string, string>>;
  readonly password: string;
}

const SSH_PORT = 2222;
const SSH_USER = 'operator';

export async function layOutNode(seat: RosterNode, plan: NodePlan): Promise<LabNode> {
  const { labId, labFolder, subnet, privateKeyFile, endpoints, password } = plan;
  const { name, role, number, projects } = seat;
  const address = subnet.node(role, number);
  const root = join(labFolder, name);
  const databases = join(labFolder, 'databases');
  mkdirSync(databases, { recursive: true });
  createNodeRoot(root);
  const ports: Record<string, number> = {};
  for (const { api, name: unit } of projects.flatMap(({ units }) => units))
    if (api) ports[unit] = await freePort(address, api.port);
  const guestAddresses = role === 'compute' ? subnet.guests(number) : [];
  const placement = { host: name, address, ports, databases, endpoints, password, guestAddresses };
  for (const { project, units } of projects) addProject(root, project, units, project.configuration(placement));
  const hostKey = makeKeyPair();
  const port = await freePort(address, SSH_PORT);
  const knownHostsFile = join(labFolder, `${name}.known_hosts`);
  writeFileSync(knownHostsFile, `[${address}]:${port} ${hostKey.publicKey}\n`);
  return {
    ...seat,
    address,
    root,
    environment: nodeEnvironment(labId, root),
    ssh: { host: address, port, user: SSH_USER, privateKeyFile, hostKey: hostKey.fingerprint, knownHostsFile },
    hostKey,
    ports,
  };
}

export async function bootNode(
  { root, environment, ssh, hostKey }: LabNode,
  authorizedKey: string,
  signal: AbortSignal,
): Promise<ProcessIdentity> {
  const { identity } = await startBackground({
    program: join(import.meta.dirname, 'node-process.ts'),
    argument: {
      address: ssh.host,
      port: ssh.port,
      user: ssh.user,
      root,
      environment,
      hostKey: hostKey.privateKey,
      authorizedKey,
    },
    environment,
    folder: root,
    log: join(root, 'var', 'log', 'node.log'),
    signal,
  });
  return identity;
}
