import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type SshHost, startSshHost } from '../../../lab/existing/testing/index.ts';
import { openRuntimeApi, startHaproxy } from '../../../lab/haproxy/index.ts';
import { makeAuthority } from '../../../traffic/engine/testing/index.ts';
import type { Outcome, Running } from './running.ts';
import { Workplace } from './workplace.ts';

const PAGE = fileURLToPath(new URL('../../../docs/labs.md', import.meta.url));

/** So that several tests on one machine do not meet. */
const NET = `127.91.${2 + (process.pid % 250)}.`;

/** What a page shows as files: name → text. */
export function blocksOf(page: string): Record<string, string> {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```\w+ (\S+)\n(.*?)^```$/gms);
  return Object.fromEntries([...blocks].map(([, name = '', text = '']) => [name, text]));
}

/**
 * The lab of docs/labs.md, with real parts: two hosts with OpenSSH and sudo, the second one behind a jump host; a third one
 * with the socket of a HAProxy that speaks TLS. Only addresses and where files lie differ from the page.
 */
export interface GreeterLab extends AsyncDisposable {
  readonly place: Workplace;
  readonly hosts: Readonly<Record<'web1' | 'web2' | 'lb1' | 'jump', SshHost>>;
  readonly password: string;
  /** `/opt/greeter` of a node. */
  folderOf(node: 'web1' | 'web2'): string;
  readonly adminSocket: string;
  run(...args: string[]): Promise<Outcome>;
  runWith(environment: Record<string, string>, ...args: string[]): Promise<Outcome>;
  start(...args: string[]): Running;
  /** What a script puts behind `ssh`. */
  sshTo(host: keyof GreeterLab['hosts']): string;
  /** Rewrites a file of the user's. */
  change(file: string, edit: (text: string) => string): void;
  read(files: readonly string[]): Record<string, string>;
  /** Files of the nodes and of the user, processes on the nodes, and what HAProxy has been told. */
  audit(): Promise<unknown>;
}

export async function startGreeterLab({ level = 'admin' } = {}): Promise<GreeterLab> {
  await using stack = new AsyncDisposableStack();
  const place = stack.use(new Workplace());
  const folder = (name: string) => join(place.folder, name);
  const page = Object.fromEntries(
    Object.entries(blocksOf(PAGE)).map(([name, text]) => [name, text.replaceAll('10.0.0.', NET)]),
  );
  const password = 'open sesame';
  const web = async (name: string, address: string) => {
    writeProgram(folder(name), address, page);
    const mounts = { [folder(name)]: '/opt/greeter' };
    const host = stack.use(await startSshHost({ address, mounts, sudoPassword: password }));
    execFileSync('ssh', [...sshTo(host), `echo '${password}' | sudo -S -p '' /opt/greeter/greeter start`]);
    return host;
  };
  mkdirSync(folder('balancer'));
  const hosts = {
    web1: await web('web1', `${NET}11`),
    web2: await web('web2', `${NET}12`),
    lb1: stack.use(await startSshHost({ address: `${NET}3`, mounts: { [folder('balancer')]: '/run/haproxy' } })),
    jump: stack.use(await startSshHost({ address: `${NET}4` })),
  };
  const adminSocket = folder('balancer/admin.sock');
  await startBalancer(folder('balancer'), { config: page['haproxy.cfg']!, adminSocket, level, stack });
  const home = folder('home');
  mkdirSync(join(home, '.ssh'), { recursive: true });
  writeFileSync(join(home, '.ssh/config'), sshConfig(hosts));
  writeFileSync(join(home, '.ssh/known_hosts'), knownHosts(Object.values(hosts)));
  writeFileSync(folder('ca.pem'), readFileSync(folder('balancer/ca.pem')));
  writeFileSync(folder('sudo-password'), `${password}\n`);
  for (const name of ['lab.yaml', 'scenario.yaml', 'traffic.yaml', 'ansible.yaml', 'greeter.yml'])
    writeFileSync(folder(name), page[name]!);
  const environment = { HOME: home, XDG_RUNTIME_DIR: home };
  const resources = stack.move();
  return {
    place,
    hosts,
    password,
    adminSocket,
    folderOf: folder,
    run: (...args) => place.runWith(environment, ...args),
    runWith: (more, ...args) => place.runWith({ ...environment, ...more }, ...args),
    sshTo: (name) => sshTo(hosts[name]).join(' '),
    start: (...args) => place.startWith(environment, ...args),
    change: (file, edit) => writeFileSync(folder(file), edit(readFileSync(folder(file), 'utf8'))),
    read: (files) => Object.fromEntries(files.map((file) => [file, readFileSync(folder(file), 'utf8')])),
    audit: async () => ({
      files: ['web1', 'web2', '.', 'balancer'].flatMap((name) => filesIn(folder(name))),
      processes: [hosts.web1, hosts.web2].map(processesOn),
      // Whether checks find them well is the machine's affair, which may have a lot to do.
      servers: (await openRuntimeApi('lb1', adminSocket).servers()).map(({ server, admin, weight }) => {
        return { server, admin, weight };
      }),
    }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

function writeProgram(folder: string, address: string, page: Readonly<Record<string, string>>): void {
  mkdirSync(folder);
  const files = {
    'greeter.mjs': page['greeter.mjs']!,
    greeter: page.greeter!,
    release: '1.0\n',
    address: `${address}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  chmodSync(join(folder, 'greeter'), 0o755);
}

interface Balancer {
  readonly config: string;
  readonly adminSocket: string;
  readonly level: string;
  readonly stack: AsyncDisposableStack;
}

async function startBalancer(folder: string, { config, adminSocket, level, stack }: Balancer): Promise<void> {
  const authority = makeAuthority('authority');
  const { certificate, key } = authority.issue('greeter.example');
  writeFileSync(join(folder, 'greeter.pem'), certificate + key);
  writeFileSync(join(folder, 'ca.pem'), authority.certificate);
  const { pid } = await startHaproxy({
    folder,
    config: config
      .replace(/stats socket .*/, `stats socket ${adminSocket} mode 666 level ${level}\n  nbthread 1`)
      .replace('/etc/haproxy/greeter.pem', join(folder, 'greeter.pem')),
    environment: { PATH: '/usr/sbin:/usr/bin:/bin' },
  });
  stack.defer(() => void process.kill(-pid, 'SIGTERM'));
  const api = openRuntimeApi('lb1', adminSocket);
  while ((await api.servers()).some(({ operational }) => operational !== 'running')) await pause(50);
}

function sshConfig({ web1, web2, lb1, jump }: GreeterLab['hosts']): string {
  const block = (name: string, { address, port, privateKeyFile }: SshHost) =>
    `Host ${name}\n  HostName ${address}\n  Port ${port}\n  IdentityFile ${privateKeyFile}\n`;
  return [
    block('web1', web1),
    `${block('web2', web2)}  ProxyJump jump\n`,
    block('lb1', lb1),
    block('jump', jump),
    'Host *\n  User nobody\n',
  ].join('\n');
}

const knownHosts = (hosts: readonly SshHost[]): string =>
  hosts.map(({ address, port, hostKey }) => `[${address}]:${port} ${hostKey.publicKey}\n`).join('');

const sshTo = ({ address, port, privateKeyFile }: SshHost): string[] => [
  ...['-F', 'none', '-i', privateKeyFile, '-p', `${port}`, '-o', 'BatchMode=yes', '-o', 'LogLevel=ERROR'],
  ...['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null', `ops@${address}`],
];

/** But for the way in. */
function processesOn(host: SshHost): string[] {
  const all = execFileSync('ssh', [...sshTo(host), 'ps -eo args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line !== '' && !/^sshd|^ps -eo|^\S*sh -c ps/.test(line)).sort();
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).map((name) => {
    const found = statSync(join(folder, name));
    return `${join(folder, name)} ${found.isDirectory() ? '' : `${found.size} ${found.mtimeMs}`}`;
  });
}
