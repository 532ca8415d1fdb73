import type { AnsibleDescription, ServiceDescription } from '../../../lab/index.ts';
import { type Deed, serviceOf } from '../deed.ts';

type Services = Readonly<Record<string, ServiceDescription>>;

/** Stands for the inventory that is made of the lab, where nothing is made yet. */
const MADE_OF_THE_LAB = 'INVENTORY-OF-THE-LAB';

/** The playbook for it. Undefined: Ansible has nothing to do with it. */
export function playbookFor(
  { playbooks }: AnsibleDescription,
  services: Services,
  { action, place, phase = '' }: Deed,
): string | undefined {
  const { project } = serviceOf(services, place);
  return playbooks[action]
    ?.replaceAll('{service}', place.service)
    .replaceAll('{project}', project)
    .replaceAll('{phase}', phase);
}

/** What is run on this machine, as words. Undefined: Ansible has nothing to do with it. */
export function commandLine(
  settings: AnsibleDescription,
  services: Services,
  deed: Deed,
  inventory = settings.inventory ?? MADE_OF_THE_LAB,
): string[] | undefined {
  const playbook = playbookFor(settings, services, deed);
  if (playbook === undefined) return undefined;
  const { action, place, release, phase } = deed;
  const { service, node } = place;
  const told = {
    unbroken_action: action,
    unbroken_service: service,
    unbroken_project: serviceOf(services, place).project,
    unbroken_node: node,
    ...(release === undefined ? {} : { unbroken_release: release }),
    ...(phase === undefined ? {} : { unbroken_phase: phase }),
  };
  const { variables, variablesFiles, vaultPasswordFile, program } = settings;
  return [
    program,
    ...['--inventory', inventory, '--limit', hostOf(settings, node)],
    ...variablesFiles.flatMap((file) => ['--extra-vars', `@${file}`]),
    ...['--extra-vars', JSON.stringify({ ...variables, ...told })],
    ...(vaultPasswordFile === undefined ? [] : ['--vault-password-file', vaultPasswordFile]),
    playbook,
  ];
}

export const hostOf = ({ hosts }: AnsibleDescription, node: string): string => hosts[node] ?? node;

/** As it would be typed. */
export const typed = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');

/** The command line for it, for people. */
export function toldByAnsible(settings: AnsibleDescription, services: Services, deed: Deed): string | undefined {
  const words = commandLine(settings, services, deed);
  return words && typed(words);
}
