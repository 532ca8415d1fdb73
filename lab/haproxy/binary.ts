import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

// Packages put it into sbin, which is seldom on the PATH of a user without root.
const SBIN = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

export async function findHaproxy(): Promise<{ path: string; version: string } | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== ''), ...SBIN];
  for (const path of folders.map((folder) => join(folder, 'haproxy'))) {
    if (!(await isExecutable(path))) continue;
    const { stdout } = await run(path, ['-v'], { timeout: 5_000 });
    const version = /^HAProxy version (\S+)/.exec(stdout)?.[1];
    if (version !== undefined) return { path, version };
  }
  return undefined;
}

const isExecutable = (path: string) =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
