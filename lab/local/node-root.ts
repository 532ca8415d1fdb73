import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CloudService, RELEASES, type Unit } from '../cloud/index.ts';
import { MARK } from './lab-processes.ts';

/** A folder that stands for a host's file system: bin, etc, opt (both releases of every unit), var. */

// Compiled once for all processes of all labs: it halves the time that a process takes to start.
const COMPILED = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'unbroken');

const TOOLS = ['service', 'install-release', 'installed-release', 'served-requests'];

export function createNodeRoot(root: string): void {
  for (const folder of ['bin', 'etc', 'opt', 'var/run', 'var/log', 'var/served'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const tool of TOOLS) copyFileSync(join(import.meta.dirname, 'bin', tool), join(root, 'bin', tool));
}

/** What runs the programs of a node, and where it finds them. */
export interface Code {
  readonly node: string;
  place(program: string): string;
}

const HERE: Code = { node: process.execPath, place: (program) => program };

/** Puts both releases of each unit side by side, the old one installed. */
export function addProject(
  root: string,
  project: CloudService,
  units: readonly Unit[],
  configuration: unknown,
  { node, place }: Code = HERE,
): void {
  const text = JSON.stringify(configuration, null, 2);
  writeFileSync(join(root, 'etc', `${project.name}.json`), text, { mode: 0o600 });
  for (const unit of units) {
    const home = join(root, 'opt', unit.name);
    for (const release of Object.values(RELEASES)) {
      mkdirSync(join(home, release, 'bin'), { recursive: true });
      // Tools come with the code of each unit, so that those of new code are there before it is installed.
      for (const [program, file] of Object.entries({ [unit.name]: unit.program, ...project.tools }))
        writeScript(
          join(home, release, 'bin', program),
          `root=$(cd "$(dirname "$0")/../../../.." && pwd)\n` +
            `exec ${quote(node)} ${quote(place(file))} ${release} "$root" "$@"`,
        );
    }
    symlinkSync(RELEASES.old, join(home, 'current'));
  }
  for (const tool of Object.keys(project.tools))
    writeScript(join(root, 'bin', tool), `exec "$(dirname "$0")/../opt/${units[0]!.name}/current/bin/${tool}" "$@"`);
}

/** What every process on a node sees, and nothing of what the harness itself was started with. */
export function nodeEnvironment(labId: string, root: string): Record<string, string> {
  return {
    PATH: [join(root, 'bin'), dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin'].join(':'),
    HOME: root,
    HOSTNAME: basename(root),
    LANG: 'C.UTF-8',
    NODE_COMPILE_CACHE: COMPILED,
    [MARK]: labId,
  };
}

const writeScript = (file: string, text: string) => writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });

const quote = (word: string) => `'${word.replaceAll("'", `'\\''`)}'`;
