import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { readConfig } from '../haproxy/index.ts';
import { AnsibleInventory } from './ansible.ts';
import { draftLab } from './draft.ts';
import { LabFile } from './file.ts';

const CONFIG = readConfig(`
global
  stats socket /run/user.sock level user
  stats socket /run/admin.sock mode 600 level admin # the one
defaults
  mode http
frontend nova-api-vip
  bind 192.168.0.95:8282
  default_backend nova-api
backend nova-api
  server controller 192.168.0.88:8774 check
  server apicomp 192.168.0.89:8774 check
listen keystone
  bind *:5000 ssl crt /etc/haproxy/k.pem
  server k1 192.168.0.88:5001
`);

const HOSTS = AnsibleInventory.parse({
  _meta: {
    hostvars: {
      ctl: { ansible_host: '192.168.0.88', ansible_user: 'ops', ansible_become: 'yes', secret: 'not kept' },
      other: {},
    },
  },
  all: { children: ['control', 'ungrouped'] },
  control: { hosts: ['ctl'] },
});

const SAID = {
  ...{ name: 'mine', releases: { old: '1', new: '2' }, config: CONFIG, hosts: HOSTS, unit: 'systemd' as const },
  ...{
    balancer: {},
    install: { 'nova-api': 'apt-get install nova={release}' },
    release: { 'nova-api': 'nova --version' },
  },
};

test('a configuration tells its front ends, servers and admin sockets', () => {
  expect(CONFIG.adminSockets).toEqual(['/run/admin.sock']);
  expect(CONFIG.frontends).toMatchObject([
    { address: '192.168.0.95', port: 8282, tls: false, backend: 'nova-api' },
    { address: '*', port: 5000, tls: true, backend: 'keystone' },
  ]);
});

test('groups of an inventory have the hosts of their children', () => {
  expect(HOSTS[0]).toMatchObject({ name: 'ctl', groups: ['all', 'control'], user: 'ops', become: true });
  expect(HOSTS.map(({ name }) => name)).toEqual(['ctl', 'other']);
});

test('a draft is a lab file, with the names of the inventory and the ways of hosts', () => {
  const lab = LabFile.parse(parse(draftLab(SAID).text));
  expect(lab.nodes).toMatchObject({
    ctl: { ssh: { host: '192.168.0.88', user: 'ops', become: true } },
    apicomp: { ssh: { host: '192.168.0.89' } },
  });
  expect(lab.balancers.lb1).toEqual({ socket: '/run/admin.sock' });
  expect(lab.services['nova-api']).toMatchObject({
    frontend: { url: 'http://192.168.0.95:8282', backend: 'nova-api' },
    members: { ctl: { server: 'controller', url: 'http://192.168.0.88:8774' }, apicomp: { server: 'apicomp' } },
  });
  expect(lab.services.keystone).toMatchObject({
    frontend: { url: 'https://localhost:5000' },
    members: { ctl: { server: 'k1' } },
  });
});

test('what nobody has said is left open, and told', () => {
  const { text, missing } = draftLab(SAID);
  expect(missing).toEqual(['services.keystone.commands.install', 'services.keystone.commands.release']);
  expect(text).toMatch(/^# still to be said: services\.keystone\.commands\.install\n/);
  expect(text).not.toContain('not kept');
});

test('the catalogue tells where users find a service, which project it is of, and what is missing here', () => {
  const entry = (name: string, type: string, url: string, face = 'public') => ({ name, type, url, interface: face });
  const catalogue = [
    entry('nova', 'compute', 'http://internal:8282/v2.1', 'internal'),
    entry('nova', 'compute', 'https://cloud.example:8282/v2.1'),
    entry('keystone', 'identity', 'https://cloud.example:5000/v3'),
    entry('heat', 'orchestration', 'https://cloud.example:8004/v1'),
  ];
  const { text, elsewhere } = draftLab({ ...SAID, catalogue, credentials: { cloud: 'staging' } });
  const lab = LabFile.parse(parse(text));
  expect(lab.services['nova-api']).toMatchObject({ project: 'nova', frontend: { url: 'https://cloud.example:8282' } });
  expect(lab.services.keystone).toMatchObject({ frontend: { url: 'https://cloud.example:5000' } });
  expect(lab.services.keystone).not.toHaveProperty('project');
  expect(lab.credentials).toMatchObject({ cloud: 'staging' });
  expect(elsewhere).toEqual(['heat (orchestration) at https://cloud.example:8004/v1']);
  const at = [entry('nova', 'compute', 'http://192.168.0.95:8282/', 'admin'), ...catalogue];
  expect(parse(draftLab({ ...SAID, catalogue: at }).text).services['nova-api'].frontend.url).toBe(
    'http://192.168.0.95:8282',
  );
});
