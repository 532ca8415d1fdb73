import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { LabError } from '../../error.ts';
import { type Recipe, recipeFor } from './recipe.ts';
import { sourcesFrom, TARGETS_FORMAT } from './sources.ts';

const run = promisify(execFile);

const FIX =
  'Build labs of containers on Debian or Ubuntu with: apt-get install mmdebstrap. Or name an image of yours with --image.';

/** The recipe for this machine: the same distribution, from the same mirrors, by the same ways. */
export async function recipeOfThisMachine(): Promise<Recipe> {
  const codename = /^VERSION_CODENAME=(.*)$/m.exec(await readFile('/etc/os-release', 'utf8'))?.[1];
  const sources = sourcesFrom(await aptTargets(), codename ?? '');
  if (codename === undefined || sources.length === 0)
    throw new LabError('image-failed', 'Expected package sources of Debian or Ubuntu in the configuration of apt', {
      fix: FIX,
    });
  return recipeFor(codename, sources, await aptSettings());
}

/** Package indexes of this machine, in the form that `sourcesFrom` reads. */
export const aptTargets = (): Promise<string> =>
  ask('apt-get', ['indextargets', '--format', TARGETS_FORMAT, 'Created-By: Packages']);

/** How to get at the mirrors: proxies, and whether one that is behind is accepted. */
export async function aptSettings(): Promise<Record<string, string>> {
  const dump = await ask('apt-config', ['dump']);
  const settings = dump.matchAll(/^(Acquire::(?:https?::[^ ]*Proxy[^ ]*|Check-Valid-Until|Retries)) "(.*)";$/gim);
  return Object.fromEntries([...settings].map(([, name = '', value = '']) => [name, value]));
}

async function ask(program: string, parameters: readonly string[]): Promise<string> {
  try {
    return (await run(program, parameters, { maxBuffer: 16 * 1024 * 1024 })).stdout;
  } catch (cause) {
    throw new LabError('image-failed', `Cannot ask ${program} for the package sources of this machine`, {
      fix: FIX,
      cause,
    });
  }
}
