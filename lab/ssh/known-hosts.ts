import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A key that a file in OpenSSH's form has for a host. */
export interface KnownKey {
  readonly type: string;
  /** The key as it goes over the wire. */
  readonly blob: Buffer;
  /** `FILE:LINE` */
  readonly place: string;
  readonly revoked: boolean;
}

/** As known hosts name it: the port only where it is not SSH's own. */
export function knownName(host: string, port: number): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

/** A file that is not there knows nobody. */
export function readKnownKeys(files: readonly string[], name: string): KnownKey[] {
  return files.flatMap((file) => {
    try {
      return knownKeys(readFileSync(file, 'utf8'), name, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

/** Authorities that sign host keys are left out: ssh2 knows no certificates. */
export function knownKeys(text: string, name: string, file: string): KnownKey[] {
  return text.split('\n').flatMap((line, index) => {
    const [, marker, hosts = '', type = '', base64 = ''] =
      /^\s*(?:(@\S+)\s+)?([^\s#]\S*)\s+(\S+)\s+([A-Za-z0-9+/=]+)/.exec(line) ?? [];
    if (marker === '@cert-authority' || !names(hosts, name.toLowerCase())) return [];
    const blob = Buffer.from(base64, 'base64');
    return [{ type, blob, place: `${file}:${index + 1}`, revoked: marker === '@revoked' }];
  });
}

function names(hosts: string, name: string): boolean {
  if (hosts.startsWith('|1|')) return isHashOf(hosts, name);
  const patterns = hosts.toLowerCase().split(',');
  const hit = (pattern: string) => wildcard(pattern).test(name);
  return (
    patterns.some((pattern) => !pattern.startsWith('!') && hit(pattern)) &&
    !patterns.some((pattern) => pattern.startsWith('!') && hit(pattern.slice(1)))
  );
}

/** `|1|SALT|HMAC-SHA1`: whoever steals the file does not learn where to go with the keys. */
function isHashOf(hashed: string, name: string): boolean {
  const [, , salt = '', hash = ''] = hashed.split('|');
  return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
}

/** `*` and `?`, as in OpenSSH's files. */
export function wildcard(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`);
}
