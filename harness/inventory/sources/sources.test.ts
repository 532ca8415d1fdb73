import { expect, test } from '@playwright/test';
import {
  parseAnsibleHosts,
  parseBackends,
  parseDescription,
  parseHypervisors,
  parseNeutronAgents,
  parseServices,
  parseUnitStatus,
} from './index.ts';

const NODES = ['devstack-1', 'devstack-2', 'devstack-3'];

// As the real services write them; the hosts are fully qualified there.
test('the services of Nova', () => {
  const service = { id: 3, zone: 'internal', updated_at: '2016-04-15T16:42:21.000000', disabled_reason: null };
  const document = {
    services: [
      { ...service, binary: 'nova-conductor', host: 'devstack-1.coreitpro.com', status: 'enabled', state: 'up' },
      { ...service, binary: 'nova-compute', host: 'devstack-3.coreitpro.com', status: 'disabled', state: 'down' },
    ],
  };
  expect(parseServices(document, 'nova services', NODES)).toEqual([
    {
      service: 'nova-conductor',
      node: 'devstack-1',
      state: 'up',
      enabled: true,
      version: null,
      source: 'nova services',
    },
    {
      service: 'nova-compute',
      node: 'devstack-3',
      state: 'down',
      enabled: false,
      version: null,
      source: 'nova services',
    },
  ]);
});

test('the services of Cinder: a volume service names its back end, and one that moves is on no node', () => {
  const services = ['devstack-2@lvm', 'cluster@lvm'].map((host) => ({
    binary: 'cinder-volume',
    host,
    status: 'enabled',
    state: 'up',
  }));
  const rows = parseServices({ services }, 'cinder services', NODES);
  expect(rows.map(({ node }) => node)).toEqual(['devstack-2', 'cluster@lvm']);
});

test('the hypervisors of Nova', () => {
  const hypervisors = [{ id: 1, hypervisor_hostname: 'devstack-3.coreitpro.com', state: 'up', status: 'enabled' }];
  expect(parseHypervisors({ hypervisors }, 'nova hypervisors', NODES)).toEqual([
    {
      service: 'nova-compute',
      node: 'devstack-3',
      state: 'up',
      enabled: true,
      version: null,
      source: 'nova hypervisors',
    },
  ]);
});

test('the agents of Neutron: the L2 agent under the name of its unit, and the release where an agent tells it', () => {
  const agent = { agent_type: 'Open vSwitch agent', topic: 'N/A', host: 'devstack-1', admin_state_up: true };
  const agents = [
    { ...agent, binary: 'neutron-openvswitch-agent', alive: true, configurations: { release: '2025.1' } },
    { ...agent, binary: 'neutron-l3-agent', alive: false, configurations: { agent_mode: 'legacy' } },
  ];
  expect(parseNeutronAgents({ agents }, 'neutron agents', NODES)).toMatchObject([
    { service: 'neutron-l2-agent', node: 'devstack-1', state: 'up', version: '2025.1' },
    { service: 'neutron-l3-agent', node: 'devstack-1', state: 'down', version: null },
  ]);
});

test('a document of another shape is refused with what was expected', () => {
  for (const parse of [parseServices, parseHypervisors, parseNeutronAgents])
    expect(() => parse({ error: { code: 503 } }, 'the source', NODES)).toThrow(
      expect.objectContaining({ code: 'unreadable', message: expect.stringContaining('the list of the source') }),
    );
});

const commands = { stop: '', start: '', status: '', install: '', release: '', database: {} };
const services = {
  keystone: {
    project: 'keystone',
    frontend: { url: 'http://cloud:5000', backend: 'keystone-back' },
    members: { 'devstack-1': { server: 'k1' }, 'devstack-2': { server: 'k2' } },
    commands,
    credentials: {},
  },
};

test('the servers of a load balancer under the names of the lab, a strange one under its own', () => {
  const state = { backend: 'keystone-back', address: '10.0.0.1:5000', weight: 1 } as const;
  const rows = parseBackends(
    [
      { ...state, server: 'k1', admin: 'ready', operational: 'running' },
      { ...state, server: 'k2', admin: 'drain', operational: 'stopped' },
      { ...state, server: 'k1', admin: 'ready', operational: 'starting', weight: 0 },
      { ...state, backend: 'web', server: 'w1', admin: 'ready', operational: 'running' },
    ],
    'haproxy lb1',
    services,
  );
  expect(rows.map(({ service, node, state, enabled }) => [service, node, state, enabled])).toEqual([
    ['keystone', 'devstack-1', 'up', true],
    ['keystone', 'devstack-2', 'down', false],
    ['keystone', 'devstack-1', 'unknown', false],
    ['web', 'w1', 'up', true],
  ]);
});

test('a description says what there should be, and not how it is', () => {
  expect(parseDescription(services, 'description')).toMatchObject([
    { service: 'keystone', node: 'devstack-1', state: 'unknown', version: null },
    { service: 'keystone', node: 'devstack-2', state: 'unknown', version: null },
  ]);
});

for (const [code, state] of [
  [0, 'up'],
  [1, 'down'],
  [3, 'down'],
  [5, 'unknown'],
  [null, 'unknown'],
] as const)
  test(`a unit whose status command ends with ${code} is ${state}`, () => {
    const unit = { service: 'keystone', node: 'devstack-1' };
    const row = parseUnitStatus(unit, 'ssh devstack-1', { code }, { code: 0, stdout: '2025.1\n' });
    expect(row).toMatchObject({ ...unit, state, version: '2025.1' });
    expect(parseUnitStatus(unit, 'ssh', { code }, { code: 1, stdout: 'what?' }).version).toBeNull();
  });

test('the hosts that Ansible has in the group of a service, under the names of the lab', () => {
  const host = (name: string, groups: string[], more = {}) => ({ name, groups, become: false, ...more });
  const nodes = Object.fromEntries(
    NODES.map((node, index) => [node, { role: 'controller', ssh: { host: `10.0.0.${index}`, port: 22, user: 'ops' } }]),
  );
  const rows = parseAnsibleHosts(
    [
      host('devstack-1.example.org', ['all', 'keystone']),
      host('ctl2', ['keystone']),
      host('third', ['keystone'], { host: '10.0.0.2' }),
      host('stranger', ['keystone', 'web']),
      host('devstack-3', ['web']),
    ],
    'ansible',
    { services, nodes, hosts: { 'devstack-2': 'ctl2' } },
  );
  expect(rows.map(({ node }) => node)).toEqual(['devstack-1', 'devstack-2', 'devstack-3', 'stranger']);
  expect(rows[0]).toEqual({
    ...{ service: 'keystone', node: 'devstack-1', state: 'unknown', enabled: true, version: null, source: 'ansible' },
  });
});
