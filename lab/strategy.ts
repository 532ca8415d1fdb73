import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

/** Who does the mechanics of an upgrade, where that is not the lab's own commands: as its user writes it down. */

const file = z.string().min(1);

const Playbooks = z
  .strictObject({
    stop: file.optional(),
    install: file.optional(),
    start: file.optional(),
    reload: file.optional(),
    database: file.optional(),
  })
  .refine(
    (all) => Object.values(all).some((one) => one !== undefined),
    'expected a playbook for one of stop, install, start, reload and database',
  )
  .describe(
    'Action → playbook; {service}, {project} and {phase} are replaced. Without one: the command of the service',
  );

const Ansible = z.strictObject({
  playbooks: Playbooks,
  inventory: file
    .optional()
    .describe('File, folder or script, as ansible-playbook takes it (default: made of the lab)'),
  hosts: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe('Node → its name in the inventory, where that is another'),
  config: file.optional().describe('ansible.cfg (default: the one that Ansible finds in the folder of this file)'),
  variables: z
    .record(z.string(), z.json())
    .default({})
    .describe('Extra variables; kept in the run folder, so nothing secret'),
  variablesFiles: z.array(file).default([]).describe('Files with extra variables, encrypted ones too'),
  vaultPasswordFile: file.optional(),
  program: z.string().min(1).default('ansible-playbook').describe('Which ansible-playbook: a name on $PATH, or a file'),
  checkMode: z
    .boolean()
    .default(false)
    .describe('With --dry-run, run each playbook in check mode: modules tell what they would change'),
});

const Settings = z.record(z.string(), z.string()).superRefine((settings, context) => {
  for (const name of Object.keys(settings)) {
    const wrong = !/^[A-Z][A-Z0-9_]*$/.test(name)
      ? 'expected a variable of a shell, in capitals'
      : /PASS|SECRET|TOKEN|CREDENTIAL/.test(name)
        ? 'expected nothing secret, since it stands in run folders; say it in the localrc of Grenade, on the nodes'
        : undefined;
    if (wrong !== undefined) context.addIssue({ code: 'custom', path: [name], message: wrong });
  }
});

const Grenade = z.strictObject({
  directory: z
    .string()
    .startsWith('/', 'expected an absolute path')
    .describe('GRENADE_DIR, on every node: there are its projects, and the trees of both releases are set up'),
  settings: Settings.default({}).describe(
    'Variables before grenaderc is read: STACK_ROOT, BASE_RELEASE, TARGET_RELEASE, …',
  ),
  resources: z
    .union([z.literal(false), z.strictObject({ node: z.string() })])
    .optional()
    .describe('Where resources.sh is run; false: nowhere (default: the first node of the first project)'),
});
export type GrenadeDescription = z.infer<typeof Grenade>;

const exactlyOne = (all: object): boolean => Object.values(all).filter((one) => one !== undefined).length === 1;

/** `strategy` in a lab.yaml, or a file of its own. */
export const StrategyFile = z
  .strictObject({ ansible: Ansible.optional(), grenade: Grenade.optional() })
  .refine(exactlyOne, 'expected ansible or grenade, one of them');
export type StrategyFile = z.infer<typeof StrategyFile>;

/** With every file where it is, whoever reads this from wherever. */
export const StrategyDescription = z.object({
  ansible: Ansible.extend({ folder: z.string() }).optional(),
  grenade: Grenade.optional(),
});
export type StrategyDescription = z.infer<typeof StrategyDescription>;
export type AnsibleDescription = NonNullable<StrategyDescription['ansible']>;

/** Files lie beside the one that names them, unless that says otherwise. */
export function describeStrategy(
  { ansible, grenade }: StrategyFile,
  folder: string,
  home: string,
): StrategyDescription {
  // Its files are on nodes.
  if (!ansible) return { grenade };
  const at = (path: string) => resolve(folder, path.replace(/^~(?=\/|$)/, home));
  const { playbooks, inventory, config, variablesFiles, vaultPasswordFile, program } = ansible;
  return StrategyDescription.parse({
    ansible: {
      ...ansible,
      folder: resolve(folder),
      playbooks: Object.fromEntries(Object.entries(playbooks).map(([action, path]) => [action, path && at(path)])),
      variablesFiles: variablesFiles.map(at),
      ...(inventory === undefined ? {} : { inventory: at(inventory) }),
      ...(config === undefined ? {} : { config: at(config) }),
      ...(vaultPasswordFile === undefined ? {} : { vaultPasswordFile: at(vaultPasswordFile) }),
      program: program.includes('/') ? at(program) : program,
    },
  });
}

/** What every program of this Ansible needs to be told. */
export const ansibleEnvironment = ({ config }: AnsibleDescription): Record<string, string> =>
  config === undefined ? {} : { ANSIBLE_CONFIG: config };

/** Another program of the same Ansible. */
export const ansibleProgram = ({ program }: AnsibleDescription, other: string): string =>
  program.includes('/') ? join(dirname(program), other) : other;
