import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SshTarget } from '../description.ts';
import { makeKeyPair } from './keys.ts';
import { type SshServer, startSshServer } from './server.ts';

/**
 * A node with a real SSH server, for tests: its folder, who may enter, and how to reach it.
 * A test that leaves a daemon behind writes its pid to the file `daemon`, so that it ends with the node.
 */
export interface TestNode extends AsyncDisposable {
  readonly root: string;
  readonly target: SshTarget;
  readonly server: SshServer;
  /** The OpenSSH client, with its host key checking on. */
  openssh(args: readonly string[]): ChildProcess;
  /** The same, until it ends. */
  runOpenssh(args: readonly string[], input?: string): Promise<Ended>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function ended(client: ChildProcess, input = ''): Promise<Ended> {
  client.stdin!.end(input);
  const { promise: closed, resolve } = Promise.withResolvers<number | null>();
  client.once('close', resolve);
  const [code, stdout, stderr] = await Promise.all([closed, text(client.stdout!), text(client.stderr!)]);
  return { code, stdout, stderr };
}

export async function startTestNode({ root: subfolder = '.' } = {}): Promise<TestNode> {
  const root = await mkdtemp(join(tmpdir(), 'unbroken-ssh-'));
  const host = makeKeyPair();
  const user = makeKeyPair();
  const address = '127.77.0.1';
  const privateKeyFile = join(root, 'id');
  await writeFile(privateKeyFile, user.privateKey, { mode: 0o600 });
  const server = await startSshServer({
    address,
    port: 0,
    user: 'operator',
    root: join(root, subfolder),
    environment: { PATH: '/usr/bin:/bin', NODE_NAME: 'controller1' },
    hostKey: host.privateKey,
    authorizedKey: user.publicKey,
  });
  const target = { host: address, port: server.port, user: 'operator', privateKeyFile, hostKey: host.fingerprint };
  const knownHosts = join(root, 'known_hosts');
  await writeFile(knownHosts, `[${address}]:${server.port} ${host.publicKey}\n`);
  const options = [
    'StrictHostKeyChecking=yes',
    `UserKnownHostsFile=${knownHosts}`,
    'IdentitiesOnly=yes',
    'BatchMode=yes',
  ];

  const openssh = (args: readonly string[]) => {
    const common = [
      '-F',
      'none',
      '-i',
      privateKeyFile,
      '-p',
      `${server.port}`,
      ...options.flatMap((each) => ['-o', each]),
    ];
    return spawn('ssh', [...common, `operator@${address}`, ...args]);
  };

  return {
    root,
    target,
    server,
    openssh,
    runOpenssh: (args, input) => ended(openssh(args), input),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await endDaemon(join(root, 'daemon'));
      await rm(root, { recursive: true });
    },
  };
}

export const pidIn = async (file: string) => Number(await readFile(file, 'utf8').catch(() => 0));

/** A zombie that init has not yet collected is dead. */
export async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
  return !/\) Z/.test(stat);
}

async function endDaemon(pidFile: string): Promise<void> {
  const pid = await pidIn(pidFile);
  if (pid > 0) process.kill(pid, 'SIGKILL');
}
