import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { type AnsibleDescription, ansibleEnvironment, type LabDescription, readInventory } from '../../../lab/index.ts';
import type { Deed } from '../deed.ts';
import { commandLine, hostOf, playbookFor } from './command-line.ts';

const run = promisify(execFile);

const LIMIT_MS = 60_000;

type Lab = Pick<LabDescription, 'services' | 'nodes'>;

/** What keeps Ansible from doing this. No node is entered. */
export async function missingForAnsible(settings: AnsibleDescription, lab: Lab, deeds: readonly Deed[]) {
  const { services } = lab;
  const playbooks = new Map<string, Deed>();
  for (const deed of deeds) {
    const playbook = playbookFor(settings, services, deed);
    if (playbook !== undefined) playbooks.set(playbook, deed);
  }
  if (playbooks.size === 0) return [];
  const unusable = await complaint(settings, [settings.program, '--version']);
  if (unusable !== undefined) return [`Ansible can't be run here: ${unusable}`];
  const broken = await Promise.all(
    [...playbooks].map(async ([playbook, deed]) => {
      if (!existsSync(playbook)) return [`there is no playbook ${playbook}, to ${deed.action} ${deed.place.service}`];
      const words = commandLine(
        settings,
        services,
        deed,
        settings.inventory ?? `${Object.keys(lab.nodes).join(',')},`,
      )!;
      const wrong = await complaint(settings, [...words, '--syntax-check']);
      return wrong === undefined ? [] : [`Ansible does not take ${playbook}: ${wrong}`];
    }),
  );
  return [...broken.flat(), ...(await unknownNodes(settings, lab, deeds))];
}

async function unknownNodes(settings: AnsibleDescription, { services }: Lab, deeds: readonly Deed[]) {
  const { inventory } = settings;
  if (inventory === undefined) return [];
  const hosts = await readInventory(inventory, settings);
  const known = new Set(hosts.map(({ name }) => name));
  const nodes = new Set(
    deeds.flatMap((deed) => (playbookFor(settings, services, deed) === undefined ? [] : [deed.place.node])),
  );
  return [...nodes].flatMap((node) => {
    const host = hostOf(settings, node);
    return known.has(host)
      ? []
      : [`${inventory} has no host ${host}; if ${node} has another name there, say it under strategy.ansible.hosts`];
  });
}

/** What a program says when it does not end well. */
async function complaint(settings: AnsibleDescription, [program = '', ...words]: readonly string[]) {
  try {
    const environment = { ...process.env, ...ansibleEnvironment(settings), ANSIBLE_NOCOLOR: '1' };
    await run(program, words, { cwd: settings.folder, timeout: LIMIT_MS, env: environment });
    return undefined;
  } catch (error) {
    const { code, stderr = '', message } = error as Error & { code?: unknown; stderr?: string };
    if (code === 'ENOENT') return `there is no ${program}; install it: apt-get install ansible-core`;
    return stderr.trim().replaceAll(/\s*\n\s*/g, ' ') || message;
  }
}
