import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type AnsibleDescription, ansibleEnvironment, ansibleProgram } from '../../../lab/index.ts';
import { tellingInto } from './events.ts';

const run = promisify(execFile);

const LIMIT_MS = 20_000;

/** What makes any Ansible that a command starts tell its events, with the configuration of the folder that it is run in. */
export async function tellingAnywhere(events: string): Promise<Record<string, string>> {
  const path = await callbackPath({ program: 'ansible-config', folder: process.cwd(), environment: {} });
  return tellingInto(events, path);
}

/** What ansible-playbook finds in its environment, beside what is there. */
export async function environmentFor(settings: AnsibleDescription, events: string): Promise<Record<string, string>> {
  const own = ansibleEnvironment(settings);
  const path = await callbackPath({
    program: ansibleProgram(settings, 'ansible-config'),
    folder: settings.folder,
    environment: own,
  });
  return { ...own, ...tellingInto(events, path), ANSIBLE_NOCOLOR: '1', ANSIBLE_RETRY_FILES_ENABLED: '0' };
}

interface Asked {
  readonly program: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** Where its user has callbacks: the variable replaces what the configuration says. */
async function callbackPath({ program, folder, environment }: Asked): Promise<string> {
  const asked = await run(program, ['dump', '--format', 'json'], {
    ...{ cwd: folder, timeout: LIMIT_MS },
    env: { ...process.env, ...environment, ANSIBLE_NOCOLOR: '1' },
  }).catch(() => undefined);
  return pathIn(asked?.stdout ?? '');
}

/** Where Ansible itself looks for them, where it can't be asked. */
const USUAL_PATH = '~/.ansible/plugins/callback:/usr/share/ansible/plugins/callback';

const Settings = z.array(z.object({ name: z.string(), value: z.unknown() }));

/** Of what "ansible-config dump --format json" prints. */
export function pathIn(dump: string): string {
  let value: unknown;
  try {
    value = JSON.parse(dump);
  } catch {
    return USUAL_PATH;
  }
  const found = Settings.safeParse(value).data?.find(({ name }) => name === 'DEFAULT_CALLBACK_PLUGIN_PATH')?.value;
  return z.array(z.string()).safeParse(found).data?.join(':') ?? USUAL_PATH;
}
