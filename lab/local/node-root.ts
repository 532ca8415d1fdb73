import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CloudService, RELEASES } from '../cloud/index.ts';
import { MARK } from './lab-processes.ts';

/** A folder that stands for a host's file system: bin, etc, opt (both releases of every service), var. */

const TOOLS = ['service', 'install-release', 'installed-release'];

export function createNodeRoot(root: string): void {
  for (const folder of ['bin', 'etc', 'opt', 'var/run', 'var/log']) mkdirSync(join(root, folder), { recursive: true });
  for (const tool of TOOLS) copyFileSync(join(import.meta.dirname, 'bin', tool), join(root, 'bin', tool));
}

/** Puts both releases side by side, the old one installed. */
export function addService(root: string, service: CloudService, configuration: unknown): void {
  writeFileSync(join(root, 'etc', `${service.name}.json`), JSON.stringify(configuration, null, 2));
  const home = join(root, 'opt', service.name);
  for (const release of Object.values(RELEASES)) {
    mkdirSync(join(home, release, 'bin'), { recursive: true });
    for (const [program, file] of Object.entries(service.programs))
      writeScript(
        join(home, release, 'bin', program),
        `root=$(cd "$(dirname "$0")/../../../.." && pwd)\n` +
          `exec ${quote(process.execPath)} ${quote(file)} ${release} "$root" "$@"`,
      );
  }
  symlinkSync(RELEASES.old, join(home, 'current'));
  for (const program of Object.keys(service.programs).filter((name) => name !== service.name))
    writeScript(
      join(root, 'bin', program),
      `exec "$(dirname "$0")/../opt/${service.name}/current/bin/${program}" "$@"`,
    );
}

/** What every process on a node sees, and nothing of what the harness itself was started with. */
export function nodeEnvironment(labId: string, root: string): Record<string, string> {
  return {
    PATH: [join(root, 'bin'), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: root,
    HOSTNAME: basename(root),
    LANG: 'C.UTF-8',
    [MARK]: labId,
  };
}

const writeScript = (file: string, text: string) => writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });

const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
