import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hostKeyAt, type KeyPair, makeKeyPair } from '../../ssh/index.ts';
import { freePort } from '../../testing/index.ts';

/** Nobody on a usual machine has this one. */
const OPS = 64_990;

export interface SshHostOptions {
  readonly address: string;
  /** What `ops` needs for sudo. Absent: nothing, sudo asks for none. */
  readonly sudoPassword?: string;
  /** Folder of the test → where the host has it. */
  readonly mounts?: Readonly<Record<string, string>>;
  /** Lines for sshd_config. */
  readonly sshd?: string;
}

/** Debian's OpenSSH server and sudo, on what looks like a host of its own: with an account `ops` that this machine lacks. */
export interface SshHost extends AsyncDisposable {
  readonly address: string;
  readonly port: number;
  readonly user: 'ops';
  readonly privateKeyFile: string;
  readonly hostKey: KeyPair;
  /** What it wrote down so far. */
  log(): string;
}

/**
 * A mount namespace has its own account files and /run, a process namespace ends everything with its first process: nothing
 * of this machine is changed, and nothing stays.
 */
export async function startSshHost(options: SshHostOptions): Promise<SshHost> {
  const { address, sudoPassword, mounts = {}, sshd = '' } = options;
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-host-'));
  chmodSync(folder, 0o755);
  const [hostKey, user] = [makeKeyPair(), makeKeyPair()];
  const file = (name: string) => join(folder, name);
  const write = (name: string, text: string, mode = 0o644) => {
    writeFileSync(file(name), text);
    chmodSync(file(name), mode);
  };
  write('host_key', hostKey.privateKey, 0o600);
  write('id', user.privateKey, 0o600);
  write('authorized_keys', `${user.publicKey}\n`);
  const hash = sudoPassword === undefined ? '*' : hashed(sudoPassword);
  write('passwd', `${readFileSync('/etc/passwd', 'utf8')}ops:x:${OPS}:${OPS}::${file('home')}:/bin/sh\n`);
  write('group', `${readFileSync('/etc/group', 'utf8')}ops:x:${OPS}:\n`);
  write('shadow', `${readFileSync('/etc/shadow', 'utf8')}ops:${hash}:20000:0:99999:7:::\n`, 0o600);
  const tag = sudoPassword === undefined ? 'NOPASSWD: ' : '';
  const path = '/opt/node:/usr/sbin:/usr/bin:/sbin:/bin';
  write('sudoers', `Defaults use_pty, secure_path="${path}"\nroot ALL=(ALL) ALL\nops ALL=(ALL) ${tag}ALL\n`, 0o440);
  write('node', '');
  mkdirSync(file('home'));
  chownSync(file('home'), OPS, OPS);
  const port = await freePort(address);
  write(
    'sshd_config',
    [
      `ListenAddress ${address}:${port}`,
      `HostKey ${file('host_key')}`,
      `AuthorizedKeysFile ${file('authorized_keys')}`,
      `SetEnv PATH=${path}`,
      'UsePAM no',
      'StrictModes no',
      'AllowUsers ops',
      'PidFile none',
      'PasswordAuthentication no',
      'LogLevel DEBUG1',
      sshd,
    ].join('\n'),
  );
  write('boot', bootScript(folder, mounts));
  const host = spawnAsRoot(file('boot'), folder);
  try {
    await answering(address, port, host);
  } catch (error) {
    await host.end();
    throw error;
  }
  return {
    address,
    port,
    user: 'ops',
    privateKeyFile: file('id'),
    hostKey,
    log: () => readFileSync(file('sshd.log'), 'utf8'),
    [Symbol.asyncDispose]: () => host.end(),
  };
}

/** Node is shown under /opt, since where it really is `ops` may not enter. */
function bootScript(folder: string, mounts: Readonly<Record<string, string>>): string {
  const etc = ['passwd', 'group', 'shadow', 'sudoers'];
  return [
    'set -e',
    `mount --bind '${process.execPath}' node`,
    ...etc.map((name) => `mount --bind ${name} /etc/${name}`),
    'mount -t tmpfs tmpfs /run',
    'mount -t tmpfs tmpfs /opt',
    'mkdir -p /run/sshd /opt/node',
    'touch /opt/node/node',
    'mount --bind node /opt/node/node',
    ...Object.entries(mounts).flatMap(([from, to]) => [`mkdir -p '${to}'`, `mount --bind '${from}' '${to}'`]),
    `exec /usr/sbin/sshd -D -E '${folder}/sshd.log' -f sshd_config`,
  ].join('\n');
}

function hashed(password: string): string {
  return execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: `${password}\n`, encoding: 'utf8' }).trim();
}

interface Spaces {
  readonly ended: Promise<unknown>;
  /** What it had to complain of. */
  complaints(): string;
  end(): Promise<void>;
}

/** Namespaces of its own for what the script runs, which goes with them. */
function spawnAsRoot(script: string, folder: string): Spaces {
  const root = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const unshare = 'unshare --mount --pid --fork --kill-child --mount-proc';
  const [file, ...args] = [...root, 'sh', '-c', `echo $$; exec ${unshare} sh "$0"`, script];
  const child = spawn(file!, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let pid = '';
  let complaints = '';
  child.stdout.on('data', (chunk) => {
    pid += chunk;
  });
  child.stderr.on('data', (chunk) => {
    complaints += chunk;
  });
  return {
    ended,
    complaints: () => complaints,
    async end() {
      // Nothing is left to end, if it could not begin.
      if (child.exitCode === null) execFileSync('env', [...root, 'kill', '-KILL', pid.trim()]);
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answering(address: string, port: number, host: Spaces): Promise<void> {
  const limit = AbortSignal.timeout(60_000);
  const gone = host.ended.then(() => {
    throw new Error(`the host ended: ${host.complaints()}`);
  });
  gone.catch(() => undefined);
  while (!(await Promise.race([gone, hostKeyAt(address, port).catch(() => undefined)]))) {
    limit.throwIfAborted();
    await pause(50);
  }
}
