import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { LabError } from '../error.ts';

const run = promisify(execFile);

// Packages put it into sbin, which is seldom on the PATH of a user without root.
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The one that `UNBROKEN_HAPROXY` names, and no other, where it is set; else the first on the PATH. */
export async function findHaproxy(): Promise<{ path: string; version: string } | undefined> {
  const named = process.env.UNBROKEN_HAPROXY;
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...SBIN];
  for (const path of named ? [named] : folders.map((folder) => join(folder, 'haproxy'))) {
    if (!(await isExecutable(path))) continue;
    const output = await run(path, ['-v'], { timeout: 5_000 }).catch(() => undefined);
    const version = /^HA-?Proxy version (\S+)/.exec(output?.stdout ?? '')?.[1];
    if (version !== undefined) return { path, version };
  }
  return undefined;
}

export async function requireHaproxy(): Promise<{ path: string; version: string }> {
  const found = await findHaproxy();
  if (found) return found;
  const named = process.env.UNBROKEN_HAPROXY;
  throw new LabError('haproxy-missing', named ? `No HAProxy at ${named}` : 'HAProxy is not installed', {
    fix: named ? 'UNBROKEN_HAPROXY must name the program, or not be set' : 'install it: apt-get install haproxy',
  });
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
