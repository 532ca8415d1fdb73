import { z } from 'zod';

/** What an inventory of Ansible says of a host: of its variables only those by which it is entered. */
export interface AnsibleHost {
  readonly name: string;
  readonly groups: readonly string[];
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly identityFile?: string | undefined;
  readonly become: boolean;
}

const Variables = z.looseObject({
  ansible_host: z.string().optional(),
  ansible_port: z.coerce.number().int().optional(),
  ansible_user: z.string().optional(),
  ansible_ssh_private_key_file: z.string().optional(),
  ansible_become: z.union([z.boolean(), z.string()]).optional(),
});

/** What `ansible-inventory --list` prints. */
const Inventory = z
  .object({ _meta: z.object({ hostvars: z.record(z.string(), Variables).default({}) }).optional() })
  .catchall(z.looseObject({ hosts: z.array(z.string()).default([]), children: z.array(z.string()).default([]) }));

export const AnsibleInventory = Inventory.transform(({ _meta, ...groups }): AnsibleHost[] => {
  const variables = _meta?.hostvars ?? {};
  const members = (group: string, above: readonly string[] = []): string[] => {
    const found = groups[group];
    if (!found || above.includes(group)) return [];
    return [...found.hosts, ...found.children.flatMap((child) => members(child, [...above, group]))];
  };
  const names = new Set([...Object.keys(variables), ...Object.values(groups).flatMap(({ hosts }) => hosts)]);
  return [...names].map((name) => {
    const its = variables[name] ?? {};
    return {
      name,
      groups: Object.keys(groups).filter((group) => members(group).includes(name)),
      host: its.ansible_host,
      port: its.ansible_port,
      user: its.ansible_user,
      identityFile: its.ansible_ssh_private_key_file,
      become: ['true', 'yes', '1'].includes(String(its.ansible_become).toLowerCase()),
    };
  });
});
