import { dirname, join } from 'node:path';
import type { LabDescription, SshTarget } from '../../../lab/index.ts';
import { typed } from './command-line.ts';

/** An inventory of Ansible made of a lab: every node, how it is entered, and what it belongs to. File → content. */
export type InventoryFiles = Readonly<Record<string, string>>;

export const HOSTS_FILE = 'hosts.json';

export function renderInventory({ nodes, services }: LabDescription, folder: string): InventoryFiles {
  const groups = new Map<string, Set<string>>();
  const belongs = (group: string, node: string) => {
    const name = group.replaceAll(/[^A-Za-z0-9_]/g, '_');
    groups.set(name, (groups.get(name) ?? new Set()).add(node));
  };
  for (const [name, { role }] of Object.entries(nodes)) belongs(role, name);
  for (const [service, { project, members }] of Object.entries(services))
    for (const node of Object.keys(members)) for (const group of [service, project]) belongs(group, node);
  const config = (node: string) => join(folder, `${node}.ssh`);
  const hosts = Object.entries(nodes).map(([name, { ssh }]) => [name, hostVariables(ssh, config(name))]);
  const children = [...groups].map(([group, members]) => [
    group,
    { hosts: Object.fromEntries([...members].map((node) => [node, {}])) },
  ]);
  const inventory = { all: { hosts: Object.fromEntries(hosts), children: Object.fromEntries(children) } };
  return {
    [HOSTS_FILE]: `${JSON.stringify(inventory, null, 2)}\n`,
    ...Object.fromEntries(
      Object.entries(nodes).map(([name, { ssh }]) => [`${name}.ssh`, sshConfig(ssh, config(name))]),
    ),
  };
}

function hostVariables({ host, port, user, privateKeyFile, become }: SshTarget, config: string) {
  return {
    ansible_host: host,
    ansible_port: port,
    ansible_user: user,
    ...(privateKeyFile === undefined ? {} : { ansible_ssh_private_key_file: privateKeyFile }),
    ansible_ssh_common_args: typed(['-F', config]),
    ...connectionVariables(dirname(config)),
    // What every node has: its home, and a shell.
    ansible_remote_tmp: '$HOME/.ansible/tmp',
    ansible_ssh_transfer_method: 'piped',
    ...(become === undefined ? {} : becomeVariables(become)),
  };
}

/** A socket's path has 107 characters at most, of which Ansible's name and SSH's own suffix need 28. */
const LONGEST = 79;

/**
 * One connection for all tasks of a playbook. Its socket is this run's own: another lab may have had the same address, and
 * who is behind a connection that is open already is not asked again.
 */
function connectionVariables(folder: string) {
  const sockets = join(folder, 'cp');
  const alive = '-o ServerAliveInterval=5 -o ServerAliveCountMax=3';
  if (sockets.length > LONGEST) return { ansible_ssh_args: `-C -o ControlMaster=no ${alive}` };
  return {
    ansible_ssh_args: `-C -o ControlMaster=auto -o ControlPersist=5s ${alive}`,
    ansible_control_path_dir: sockets,
  };
}

/** The password is read where it is, when it is needed: it stands in no file of ours. */
function becomeVariables({ passwordFile, passwordVariable }: NonNullable<SshTarget['become']>) {
  const password =
    passwordVariable !== undefined
      ? `{{ lookup('env', '${passwordVariable}') }}`
      : passwordFile !== undefined
        ? `{{ lookup('file', '${passwordFile.replaceAll("'", "''")}').split('\\n')[0] }}`
        : undefined;
  return {
    ansible_become: true,
    ansible_become_method: 'sudo',
    ...(password === undefined ? {} : { ansible_become_password: password }),
  };
}

type Hop = Omit<SshTarget, 'through' | 'become'>;

/** For one host and the hosts on the way there; SSH's own configuration has been read, and is not read again. */
function sshConfig({ through = [], ...target }: SshTarget, file: string): string {
  const names = through.map((_, index) => `hop-${index + 1}`);
  // Not ProxyJump, which takes this file's name apart where it has a blank.
  const by = (name: string | undefined) =>
    name === undefined ? '' : `  ProxyCommand ssh -F ${typed([file]).replaceAll('%', '%%')} -W '[%h]:%p' ${name}\n`;
  const blocks = through.map((hop, index) =>
    block(`Host ${names[index]}`, hop, `  HostName ${hop.host}\n${by(names[index - 1])}`),
  );
  const head = ['Host *', ...names.map((name) => `!${name}`)].join(' ');
  return [...blocks, block(head, target, by(names.at(-1)))].join('\n');
}

function block(head: string, hop: Hop, more: string): string {
  const { port, user, privateKeyFile, agent, hostKey, knownHostsFile = [], hostKeyAlias } = hop;
  const files = [knownHostsFile].flat();
  const lines = [
    `Port ${port}`,
    `User ${user}`,
    ...(privateKeyFile === undefined ? [] : [`IdentityFile "${privateKeyFile}"`]),
    ...(agent === undefined ? ['IdentityAgent none', 'IdentitiesOnly yes'] : [`IdentityAgent "${agent}"`]),
    'PasswordAuthentication no',
    'StrictHostKeyChecking yes',
    'GlobalKnownHostsFile none',
    // One whose fingerprint is said is known by that, and by nothing else.
    ...(hostKey === undefined
      ? [`UserKnownHostsFile ${files.length === 0 ? 'none' : files.map((file) => `"${file}"`).join(' ')}`]
      : ['UserKnownHostsFile none', `KnownHostsCommand ${pinned(hostKey)}`]),
    ...(hostKeyAlias === undefined ? [] : [`HostKeyAlias ${hostKeyAlias}`]),
  ];
  return `${head}\n${more}${lines.map((line) => `  ${line}\n`).join('')}`;
}

/** Prints the key that the host has shown, as a known one, if its fingerprint is the one that was said. */
const pinned = (fingerprint: string): string =>
  `/bin/sh -c "test \\"$0\\" != '${fingerprint}' || echo \\"$1\\" \\"$2\\" \\"$3\\"" %f %H %t %K`;
