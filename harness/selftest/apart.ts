import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { UsageError } from '../error.ts';

/**
 * A network and a table of names of one's own. What is done to them happens to nobody else, and is gone with the last
 * process that lives there, however it ends: so a fault may drop packets and lose names without a trace on this machine.
 */

/** Names the place in the environment of all who live there. Elsewhere it is wrong, whoever has set it. */
const MARK = 'UNBROKEN_APART';
const PLACE = '/proc/self/ns/mnt';

// Where packets to this machine itself go is decided by the first rule of all. It steps back, so that others can be put before it.
const SETTLE = `set -e
ip link set lo up
ip rule add pref 1000 lookup local
ip rule del pref 0
own=$(mktemp -d)
mount -t tmpfs none "$own" || { rmdir "$own"; exit 1; }
cp /etc/hosts "$own/hosts"
mount --bind "$own/hosts" /etc/hosts
umount -l "$own"
rmdir "$own"
export ${MARK}=$(readlink ${PLACE})
exec "$@"`;

const LIMIT_MS = 10_000;

export function isApart(): boolean {
  return process.env[MARK] === readlinkSync(PLACE);
}

/** Why this machine has no such place for us; undefined: it has one. */
export function whyNotApart(): string | undefined {
  const [file, args, env] = apart(['true']);
  const { status, stderr, error } = spawnSync(file, args, { env, encoding: 'utf8', timeout: LIMIT_MS });
  if (status === 0) return undefined;
  const [first = `it ended with ${status}`] = [error?.message, ...stderr.split('\n')].filter(Boolean);
  return `it takes a network namespace (unshare, ip): ${first}`;
}

/** This process becomes one that runs the same command there. Its number stays, and whoever waits for it notices nothing. */
export function goApart(): void {
  const why = whyNotApart();
  if (why !== undefined) throw new UsageError('not-plantable', `this fault cannot be planted here: ${why}`);
  const [file, args, env] = apart([process.execPath, ...process.execArgv, ...process.argv.slice(1)]);
  process.execve!(file, [file, ...args], env);
}

/** Who is not root is let in as nobody else, with the rights that the place takes. */
function apart(command: readonly string[]): [file: string, args: string[], env: NodeJS.ProcessEnv] {
  const self = process.getuid?.() === 0 ? [] : ['--user', '--map-current-user', '--keep-caps'];
  const args = ['-c', 'exec unshare "$@"', 'sh', ...self, '--net', '--mount', 'sh', '-c', SETTLE, 'sh', ...command];
  return ['/bin/sh', args, { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }];
}
