import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';
import { LabError } from '../error.ts';
import { type AnsibleDescription, ansibleEnvironment, ansibleProgram } from '../strategy.ts';
import { type AnsibleHost, AnsibleInventory } from './ansible.ts';

const run = promisify(execFile);

const LIMIT_MS = 60_000;
const MOST_BYTES = 256 * 1024 * 1024;

/** Whatever Ansible takes as an inventory; where it is what "ansible-inventory --list" prints, Ansible need not be here. */
export async function readInventory(source: string, settings?: AnsibleDescription): Promise<AnsibleHost[]> {
  return hostsIn(listing(source) ?? (await asked(source, settings)), source);
}

/** The text of a file that is such a listing already. A script is not, whatever it looks like. */
function listing(source: string): string | undefined {
  try {
    const found = statSync(source);
    if (!found.isFile() || (found.mode & 0o111) !== 0) return undefined;
    const text = readFileSync(source, 'utf8');
    return /^\s*\{/.test(text) && text.includes('"_meta"') ? text : undefined;
  } catch (error) {
    throw new LabError('inventory-failed', `${source} can't be read: ${(error as Error).message}`);
  }
}

async function asked(source: string, settings: AnsibleDescription | undefined): Promise<string> {
  const program = settings ? ansibleProgram(settings, 'ansible-inventory') : 'ansible-inventory';
  try {
    const { stdout } = await run(program, ['--inventory', source, '--list'], {
      ...(settings ? { cwd: settings.folder } : {}),
      env: { ...process.env, ...(settings ? ansibleEnvironment(settings) : {}), ANSIBLE_NOCOLOR: '1' },
      timeout: LIMIT_MS,
      maxBuffer: MOST_BYTES,
    });
    return stdout;
  } catch (cause) {
    const { code, stderr = '', message } = cause as Error & { code?: unknown; stderr?: string };
    const missing = code === 'ENOENT';
    const why = missing ? `there is no ${program}` : stderr.trim().split('\n').at(-1) || message;
    throw new LabError('inventory-failed', `Ansible can't read the inventory ${source}: ${why}`, {
      fix: missing
        ? 'Install it (apt-get install ansible-core), or name a file with what "ansible-inventory --list" prints elsewhere.'
        : `Try: ${program} --inventory ${source} --list`,
      cause,
    });
  }
}

export function hostsIn(listing: string, source: string): AnsibleHost[] {
  let value: unknown;
  try {
    value = JSON.parse(listing);
  } catch (cause) {
    throw new LabError('inventory-failed', `${source} is no JSON: ${(cause as Error).message}`, { cause });
  }
  const result = AnsibleInventory.safeParse(value);
  if (result.success) return result.data;
  throw new LabError('inventory-failed', `${source} is no inventory of Ansible: ${z.prettifyError(result.error)}`);
}
