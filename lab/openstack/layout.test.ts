import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { addressesIn } from '../docker/index.ts';
import { SHAPES } from '../local/index.ts';
import { describeLab } from './describe.ts';
import { frontendsOf, type Layout, layOutLab } from './layout.ts';
import { makeRoster } from './roster.ts';

let folder = '';
let layout: Layout;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'openstack-'));
  layout = layOut('nova');
});
test.afterEach(() => rmSync(folder, { recursive: true }));

function layOut(project: string): Layout {
  const haproxy = { release: '2.6', program: '/usr/sbin/haproxy' };
  return layOutLab({
    id: 'test',
    folder,
    roster: makeRoster([project], SHAPES.default),
    addresses: addressesIn(7),
    image: { name: 'image', haproxy: { old: haproxy, new: haproxy } },
  });
}

const fileOn = (host: string, target: string, { hosts } = layout) =>
  hosts.find(({ name }) => name === host)!.files.find((file) => file.target === target);

test('a host is configured for what runs there, and for nothing else', () => {
  const nova = fileOn('compute1', '/etc/nova/nova.conf')!.content;
  expect(nova).toContain('compute_driver = lasting.LastingDriver');
  expect(nova).toContain('host = compute1');
  expect(fileOn('controller1', '/etc/nova/nova.conf')!.content).not.toContain('compute_driver');
  expect(fileOn('compute1', '/etc/keystone/keystone.conf')).toBeUndefined();
  expect(fileOn('compute1', '/etc/supervised/nova-api/run')).toBeUndefined();
  expect(fileOn('compute1', '/etc/supervised/nova-compute/run')!.content).toContain(
    '/etc/init.d/nova-compute systemd-start',
  );
});

test('a network node has a switch, and its tunnels end at an address of one of the bridges', () => {
  const neutron = layOut('neutron');
  const agent = fileOn('network2', '/etc/neutron/plugins/ml2/openvswitch_agent.ini', neutron)!.content;
  const [, end = ''] = /local_ip = (\S+)/.exec(agent)!;
  expect(neutron.hosts.map(({ address }) => address)).not.toContain(end);
  const { content: run } = fileOn('network2', '/etc/supervised/ovs-vswitchd/run', neutron)!;
  expect(run).toContain(`ip address replace ${end}/24 dev br-data`);
  expect(fileOn('network1', '/etc/supervised/ovs-vswitchd/run', neutron)!.content).not.toContain(end);
  expect(fileOn('controller1', '/etc/supervised/ovs-vswitchd/run', neutron)).toBeUndefined();
  const { services, absent } = describeLab(neutron);
  expect(Object.keys(services['neutron-l3-agent']!.members)).toEqual(['network1', 'network2']);
  expect(absent).not.toHaveProperty('neutron-l3-agent');
});

test('all controllers can read the tokens of each other', () => {
  const keys = ['controller1', 'controller2', 'controller3'].map((host) => fileOn(host, '/etc/keystone/fernet-keys/1'));
  expect(new Set(keys.map((file) => file!.content)).size).toBe(1);
  expect(keys[0]!.mode).toBe(0o600);
  expect(Buffer.from(keys[0]!.content, 'base64url')).toHaveLength(32);
});

test('nobody but its service reads a secret', () => {
  const { database, messages, services, operator } = layout.site.secrets;
  const open = [...layout.hosts, layout.infrastructure]
    .flatMap(({ files }) => files)
    .filter(({ mode }) => (mode & 0o004) !== 0);
  for (const { target, content } of open)
    for (const secret of [database, services, operator]) expect(content, target).not.toContain(secret);
  // RabbitMQ reads its own as another user than root's.
  expect(open.filter(({ content }) => content.includes(messages)).map(({ target }) => target)).toEqual([
    '/etc/rabbitmq/rabbitmq.conf',
  ]);
});

test('each API has a front end with all controllers behind it', () => {
  const names = frontendsOf(layout).map(({ backend, servers }) => `${backend}: ${servers.map(({ name }) => name)}`);
  expect(names).toContain('nova-api: nova-api1,nova-api2,nova-api3');
  expect(names).toHaveLength(5);
});

test('operators know of a unit which daemons and packages it is', () => {
  const unit = readFileSync(join(folder, 'controller1', 'etc/units/neutron-server'), 'utf8');
  expect(unit).toContain("daemons='neutron-rpc-server neutron-api'");
  expect(readFileSync(join(folder, 'controller1', 'etc/releases/nova'), 'utf8')).toContain("release_33='2026.1'");
});

test('it is described as any lab is', () => {
  const { services, nodes, guests, absent } = describeLab(layout);
  expect(Object.keys(services['nova-compute']!.members)).toEqual(['compute1', 'compute2']);
  expect(services.keystone!.versions).toBe('by-server');
  expect(services['nova-api']!.versions).toBeUndefined();
  expect(services['nova-api']!.credentials).toMatchObject({ user: 'admin', image: layout.site.image });
  expect(nodes.infra1!.role).toBe('infrastructure');
  expect(guests).toBeNull();
  expect(absent).toHaveProperty('nova-consoleauth');
  expect(services).not.toHaveProperty('neutron-l3-agent');
  expect(absent).toHaveProperty('neutron-l3-agent');
});
