import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUD, type CloudService } from '../cloud/index.ts';
import type { SshTarget } from '../description.ts';
import { type KeyPair, makeKeyPair } from '../ssh/index.ts';
import { startBackground } from './background.ts';
import { addService, createNodeRoot, nodeEnvironment } from './node-root.ts';
import { freePort } from './port.ts';
import type { ProcessIdentity } from './process-identity.ts';
import { runTool } from './tool.ts';

/** A node that is laid out but does not run yet. */
export interface Controller {
  readonly name: string;
  readonly address: string;
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly ssh: SshTarget;
  readonly hostKey: KeyPair;
  /** Service → port on this node's address. */
  readonly ports: ReadonlyMap<string, number>;
}

export interface ControllerPlan {
  readonly labId: string;
  readonly labFolder: string;
  readonly name: string;
  readonly address: string;
  readonly privateKeyFile: string;
}

const SSH_PORT = 2222;
const SSH_USER = 'operator';

export async function layOutController(plan: ControllerPlan): Promise<Controller> {
  const { labId, labFolder, name, address, privateKeyFile } = plan;
  const root = join(labFolder, name);
  const databases = join(labFolder, 'databases');
  mkdirSync(databases, { recursive: true });
  createNodeRoot(root);
  const ports = new Map<string, number>();
  for (const service of CLOUD) {
    const port = await freePort(address, service.port);
    addService(root, service, service.configuration({ address, port, databases }));
    ports.set(service.name, port);
  }
  const hostKey = makeKeyPair();
  const port = await freePort(address, SSH_PORT);
  const knownHostsFile = join(labFolder, `${name}.known_hosts`);
  writeFileSync(knownHostsFile, `[${address}]:${port} ${hostKey.publicKey}\n`);
  return {
    name,
    address,
    root,
    environment: nodeEnvironment(labId, root),
    ssh: { host: address, port, user: SSH_USER, privateKeyFile, hostKey: hostKey.fingerprint, knownHostsFile },
    hostKey,
    ports,
  };
}

export async function bootController(
  { root, environment, ssh, hostKey }: Controller,
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

export async function startServices(controller: Controller, signal: AbortSignal): Promise<void> {
  for (const service of CLOUD) await runTool(controller, ['service', service.name, 'start'], {}, signal);
}

export async function bootstrapService(
  controller: Controller,
  service: CloudService,
  access: { readonly url: string; readonly password: string },
  signal: AbortSignal,
): Promise<void> {
  const { command, environment } = service.bootstrap(access);
  await runTool(controller, command, environment, signal);
}
