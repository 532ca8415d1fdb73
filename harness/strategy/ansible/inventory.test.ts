import { expect, test } from '@playwright/test';
import { LabDescription } from '../../../lab/index.ts';
import { renderInventory } from './inventory.ts';

const commands = { stop: 's', start: 's', status: 's', install: 'i', release: 'r' };
const lab = LabDescription.parse({
  ...{ format: 1, id: 'x', kind: 'existing', releases: { old: '1', new: '2' }, balancers: {} },
  nodes: {
    web1: {
      ssh: {
        ...{ host: '10.0.0.11', port: 2222, user: 'ops', privateKeyFile: '/keys/my own', knownHostsFile: '/known' },
        through: [{ host: 'gate', user: 'jump', agent: '/agent', hostKey: 'SHA256:abc' }],
        become: { passwordFile: '/secret' },
      },
    },
    db1: { role: 'database', ssh: { host: '10.0.0.12', user: 'root', privateKeyFile: '/key' } },
  },
  services: { 'web-api': { project: 'web', members: { web1: {} }, commands } },
});

test('every node is in the groups of its role, its services and their projects, and says how it is entered', () => {
  const files = renderInventory(lab, '/inv');
  const { all } = JSON.parse(files['hosts.json']!);
  const members = ({ hosts }: { hosts: object }) => Object.keys(hosts);
  expect(
    Object.fromEntries(Object.entries(all.children).map(([name, group]) => [name, members(group as never)])),
  ).toEqual({
    ...{ controller: ['web1'], database: ['db1'], web_api: ['web1'], web: ['web1'] },
  });
  expect(all.hosts.web1).toMatchObject({
    ...{ ansible_host: '10.0.0.11', ansible_port: 2222, ansible_user: 'ops', ansible_become: true },
    ...{ ansible_ssh_private_key_file: '/keys/my own', ansible_ssh_common_args: '-F /inv/web1.ssh' },
    ansible_become_password: "{{ lookup('file', '/secret').split('\\n')[0] }}",
  });
  expect(all.hosts.db1).not.toHaveProperty('ansible_become');
});

test('SSH is told the way, hop by hop, and which keys are known', () => {
  const { 'web1.ssh': config = '' } = renderInventory(lab, '/inv');
  const [hop = '', target = ''] = config.split('\n\n');
  expect(hop).toMatch(/^Host hop-1\n {2}HostName gate\n/);
  for (const line of ['User jump', 'IdentityAgent "/agent"', 'KnownHostsCommand']) expect(hop).toContain(`  ${line}`);
  expect(hop).toContain('SHA256:abc');
  expect(target).toContain("Host * !hop-1\n  ProxyCommand ssh -F /inv/web1.ssh -W '[%h]:%p' hop-1\n");
  for (const line of ['IdentityFile "/keys/my own"', 'IdentitiesOnly yes', 'UserKnownHostsFile "/known"'])
    expect(target).toContain(`  ${line}\n`);
});
