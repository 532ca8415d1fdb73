import { expect, test } from '@playwright/test';
import { LabFile } from './file.ts';

const LAB = {
  lab: 'staging',
  releases: { old: '1', new: '2' },
  nodes: { web1: null },
  balancers: { lb1: { socket: '/run/haproxy.sock', node: 'web1' } },
  vips: { public: { address: '10.0.0.10' } },
  services: {
    web: {
      frontend: { vip: 'public', port: 80, backend: 'web' },
      members: { web1: { server: 'web1', url: 'http://10.0.0.11' } },
      unit: { systemd: 'web' },
      commands: { install: 'apt-get install web={release}', release: 'dpkg-query -W web' },
    },
  },
};

/** What is wrong, by its place. */
function complaints(change: (lab: typeof LAB) => unknown): string[] {
  const result = LabFile.safeParse(change(structuredClone(LAB)));
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

test('a lab that says enough is one', () => {
  expect(complaints((lab) => lab)).toEqual([]);
});

test('a name that nothing has is told where it stands', () => {
  expect(complaints((lab) => ({ ...lab, vips: {} }))).toEqual([
    'services.web.frontend.vip: no vip "public"; there are: none',
  ]);
  expect(complaints((lab) => ({ ...lab, nodes: { web2: {} } }))).toEqual([
    'balancers.lb1.node: no node "web1"; there are: web2',
    'services.web.members.web1: no node "web1"; there are: web2',
  ]);
});

test('a service behind a load balancer must say how it is named there and called directly', () => {
  const wrong = complaints((lab) => ({
    ...lab,
    services: { web: { ...lab.services.web, members: { web1: {} } } },
  }));
  expect(wrong).toEqual(['services.web.members.web1: expected server and url, since the service has a front end']);
});

test('without a unit, the commands must be there', () => {
  const { unit: _, ...web } = LAB.services.web;
  expect(complaints((lab) => ({ ...lab, services: { web } }))).toEqual([
    'services.web.commands: expected stop, or a unit to make it of',
    'services.web.commands: expected start, or a unit to make it of',
    'services.web.commands: expected status, or a unit to make it of',
  ]);
});

test('a load balancer has one socket, and an unknown key is no key', () => {
  const lb1 = { socket: '/a', tcp: '10.0.0.1:9999' };
  expect(complaints((lab) => ({ ...lab, balancers: { lb1 } }))).toEqual([
    'balancers.lb1: expected one of socket and tcp',
  ]);
  expect(complaints((lab) => ({ ...lab, node: {} })).join()).toContain('node');
});

test('Tempest is on a node of the lab, and what the lab cannot do has a reason and is one line', () => {
  const tempest = { node: 'web1', workspace: '/opt/cloud', exclude: [{ test: 'test_console', why: 'there is none' }] };
  expect(complaints((lab) => ({ ...lab, tempest }))).toEqual([]);
  const wrong = { node: 'web9', workspace: 'cloud', exclude: [{ test: 'a # b', why: '' }] };
  expect(complaints((lab) => ({ ...lab, tempest: wrong })).map((one) => one.split(':')[0])).toEqual([
    'tempest.workspace',
    'tempest.exclude.0.test',
    'tempest.exclude.0.why',
    'tempest.node',
  ]);
});

test('Grenade is told nothing secret, and only one tool does the mechanics', () => {
  const grenade = { directory: '/opt/stack/grenade', settings: { STACK_ROOT: '/opt/stack' } };
  expect(complaints((lab) => ({ ...lab, strategy: { grenade } }))).toEqual([]);
  const settings = { DATABASE_PASSWORD: 'x', 'a b': 'y' };
  expect(complaints((lab) => ({ ...lab, strategy: { grenade: { ...grenade, settings } } }))).toEqual([
    expect.stringMatching(/^strategy.grenade.settings.DATABASE_PASSWORD: expected nothing secret/),
    'strategy.grenade.settings.a b: expected a variable of a shell, in capitals',
  ]);
  const ansible = { playbooks: { stop: 'stop.yml' } };
  for (const strategy of [{}, { grenade, ansible }])
    expect(complaints((lab) => ({ ...lab, strategy }))).toEqual(['strategy: expected ansible or grenade, one of them']);
});
