import { z } from 'zod';

/** What an inventory of Ansible says of a host: of its variables only those by which it is entered. */
export interface AnsibleHost {
  readonly name: string;
  readonly groups: readonly string[];
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly identityFile?: string | undefined;
  /** As `jump` of a lab file has it. */
  readonly jump?: string | undefined;
  readonly become: boolean;
}

/** What is a template, is encrypted, or of another kind, is as good as not said: only a play would know. */
const text = z
  .union([z.string(), z.object({ __ansible_unsafe: z.string() }).transform((value) => value.__ansible_unsafe)])
  .optional()
  .catch(undefined)
  .transform((value) => (value === undefined || value === '' || value.includes('{{') ? undefined : value));
const port = z.coerce.number().int().min(1).max(65_535).optional().catch(undefined);

/** Under the names that they have today, and those that they had. */
const Variables = z.looseObject({
  ansible_host: text,
  ansible_ssh_host: text,
  ansible_port: port,
  ansible_ssh_port: port,
  ansible_user: text,
  ansible_ssh_user: text,
  ansible_ssh_private_key_file: text,
  ansible_private_key_file: text,
  ansible_ssh_common_args: text,
  ansible_ssh_extra_args: text,
  ansible_become: z.unknown().optional(),
});

/** What `ansible-inventory --list` prints. */
const Inventory = z
  .object({ _meta: z.object({ hostvars: z.record(z.string(), Variables).default({}) }).optional() })
  .catchall(z.looseObject({ hosts: z.array(z.string()).default([]), children: z.array(z.string()).default([]) }));

export const AnsibleInventory = Inventory.transform(({ _meta, ...groups }): AnsibleHost[] => {
  const variables = new Map(Object.entries(_meta?.hostvars ?? {}));
  const hosts = new Map<string, Set<string>>([...variables.keys()].map((name) => [name, new Set<string>()]));
  for (const group of Object.keys(groups))
    for (const name of membersOf(group, groups)) hosts.set(name, (hosts.get(name) ?? new Set()).add(group));
  return [...hosts].map(([name, its]) => ({ name, groups: [...its], ...waysInto(variables.get(name)) }));
});

type Groups = Readonly<Record<string, { readonly hosts: string[]; readonly children: string[] }>>;

/** With those of its children, and theirs. */
function membersOf(group: string, groups: Groups): Set<string> {
  const seen = new Set([group]);
  const found = new Set<string>();
  for (const one of seen) {
    if (!Object.hasOwn(groups, one)) continue;
    for (const host of groups[one]!.hosts) found.add(host);
    for (const child of groups[one]!.children) seen.add(child);
  }
  return found;
}

function waysInto(its: z.output<typeof Variables> = Variables.parse({})): Omit<AnsibleHost, 'name' | 'groups'> {
  return {
    host: its.ansible_host ?? its.ansible_ssh_host,
    port: its.ansible_port ?? its.ansible_ssh_port,
    user: its.ansible_user ?? its.ansible_ssh_user,
    identityFile: its.ansible_ssh_private_key_file ?? its.ansible_private_key_file,
    jump: jumpIn(`${its.ansible_ssh_common_args ?? ''} ${its.ansible_ssh_extra_args ?? ''}`),
    become: ['true', 'yes', 'on', '1'].includes(String(its.ansible_become).toLowerCase()),
  };
}

/** `-J`, `-o ProxyJump=` or the `ssh -W` of a ProxyCommand. Of a long text only the beginning is looked at. */
function jumpIn(args: string): string | undefined {
  const brief = args.slice(0, 4096);
  const [, jump] = /(?:^|\s)-J ?["']?([^\s"']+)/.exec(brief) ?? /ProxyJump[= ]["']?([^\s"']+)/.exec(brief) ?? [];
  if (jump !== undefined) return jump;
  const [, command] = /ProxyCommand[= ]\s*["']?([^"']*-W[^"']*)/.exec(brief) ?? [];
  if (command === undefined) return undefined;
  const words = command.split(/\s+/).filter((word) => word !== '');
  const value = (flag: string) => {
    const at = words.indexOf(flag);
    return at === -1 ? undefined : words[at + 1];
  };
  // The host is the only word that is no option and no value of one.
  const host = words.find(
    (word, index) => index > 0 && !word.startsWith('-') && !/^-[WpliFoJ]$/.test(words[index - 1] ?? ''),
  );
  if (host === undefined) return undefined;
  const [user, port] = [value('-l'), value('-p')];
  return `${user === undefined ? '' : `${user}@`}${host}${port === undefined ? '' : `:${port}`}`;
}
