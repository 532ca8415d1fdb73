import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { labOf } from './lab-processes.ts';

/** Who listens on a port, as far as this user may know. */
export function describeListener(address: string, port: number): string {
  const inodes = [...socketInodes('/proc/net/tcp', address, port), ...socketInodes('/proc/net/tcp6', address, port)];
  const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && holdsSocket(entry, inodes));
  if (pid === undefined) return 'a process that this user may not see';
  const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
  const lab = labOf(pid);
  return `process ${pid} (${command})${lab ? ` of lab "${lab}"` : ''}`;
}

const LISTEN = '0A';

function socketInodes(table: string, address: string, port: number): string[] {
  if (!existsSync(table)) return [];
  const wanted = hexOf(address);
  const inodes: string[] = [];
  for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
    const [, local = '', , state, , , , , , inode] = line.trim().split(/\s+/);
    const [host = '', hexPort = ''] = local.split(':');
    // A listener on all addresses is in the way as well.
    const matches = host.endsWith(wanted) || /^0+$/.test(host);
    if (inode && state === LISTEN && matches && Number.parseInt(hexPort, 16) === port) inodes.push(inode);
  }
  return inodes;
}

// The kernel prints an IPv4 address as one number in the machine's byte order: little-endian wherever Node 24 runs.
const hexOf = (address: string) =>
  address
    .split('.')
    .reverse()
    .map((byte) => Number(byte).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

function holdsSocket(pid: string, inodes: readonly string[]): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? [];
      return inode !== undefined && inodes.includes(inode);
    });
  } catch {
    return false;
  }
}
