import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { describeExistingLab } from './describe.ts';
import { LabFile } from './file.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unbroken-lab-'));
  mkdirSync(join(folder, 'keys'));
  writeFileSync(join(folder, 'keys/own'), '');
  writeFileSync(
    join(folder, 'ssh_config'),
    `Host web1 gate\n  HostName %h.example.com\n  IdentityFile ${folder}/keys/own\n  IdentityAgent none\nHost web1\n  ProxyJump gate:2200\n`,
  );
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const service = {
  members: { web1: {} },
  commands: { install: 'true', release: 'true', stop: 'own stop' },
  database: { expand: 'expand {release}' },
};

function described(more: object) {
  const lab = LabFile.parse({
    ...{ lab: 'mine', releases: { old: '1', new: '2' }, sshConfig: 'ssh_config', nodes: { web1: null } },
    ...{ balancers: { lb1: { tcp: '10.0.0.1:9999', node: 'web1' } }, services: {} },
    ...more,
  });
  return describeExistingLab(lab, join(folder, 'lab.yaml'));
}

test('a node is entered as SSH’s configuration says, through the jump host, unless the lab file says otherwise', () => {
  const { nodes, balancers } = described({ ssh: { user: 'ops', knownHosts: 'known', become: true } });
  const common = { privateKeyFile: join(folder, 'keys/own'), user: 'ops', knownHostsFile: [join(folder, 'known')] };
  expect(nodes.web1!.ssh).toEqual({
    ...{ ...common, host: 'web1.example.com', port: 22, become: {} },
    through: [{ ...common, host: 'gate.example.com', port: 2200 }],
  });
  expect(balancers.lb1).toEqual({ adminSocket: '10.0.0.1:9999', ssh: nodes.web1!.ssh, node: 'web1' });
  const own = described({
    nodes: { web1: { ssh: { host: '10.0.0.9', identityFile: 'keys/own', agent: false, jump: 'none' } } },
  });
  expect(own.nodes.web1!.ssh).toMatchObject({ host: '10.0.0.9', privateKeyFile: join(folder, 'keys/own') });
  expect(own.nodes.web1!.ssh).not.toHaveProperty('through');
});

test('a unit gives commands, and what is said goes first', () => {
  const commandsFor = (unit: object) => described({ services: { web: { ...service, unit } } }).services.web!.commands;
  expect(commandsFor({ systemd: 'web' })).toMatchObject({
    ...{
      stop: 'own stop',
      start: 'systemctl start web',
      status: 'systemctl is-active web',
      reload: 'systemctl reload web',
    },
    database: { expand: 'expand {release}' },
  });
  expect(commandsFor({ service: 'web' }).status).toBe('service web status');
  expect(commandsFor({ container: 'web', engine: 'podman' })).toMatchObject({
    start: 'podman start web',
    reload: 'podman kill --signal HUP web',
  });
});

test('a virtual address with TLS is an https address, with whom to trust', () => {
  const { services } = described({
    vips: { public: { address: '10.0.0.10', tls: { authorities: 'ca.pem', serverName: 'api.example' } } },
    services: {
      web: {
        ...{ ...service, unit: { service: 'web' }, frontend: { vip: 'public', port: 8443, backend: 'web' } },
        members: { web1: { server: 'one', url: 'http://10.0.0.11' } },
      },
    },
  });
  expect(services.web!.frontend).toEqual({
    ...{ url: 'https://10.0.0.10:8443', backend: 'web', serverName: 'api.example' },
    authorities: join(folder, 'ca.pem'),
  });
});

test('load balancers in turn share the one virtual address that there is, and may be upgraded themselves', () => {
  const turn = { balancing: 'in-turn', vips: { public: { address: '10.0.0.10' } } };
  expect(described(turn).sharedAddress).toBe('10.0.0.10');
  expect(described({ ...turn, balancing: 'together' }).sharedAddress).toBeUndefined();
  expect(described({ ...turn, vips: { ...turn.vips, more: { address: '10.0.0.11' } } }).sharedAddress).toBeUndefined();
  const own = { ...service, unit: { systemd: 'haproxy' }, releases: { old: '2.6', new: '3.0' } };
  const { haproxy } = described({ services: { haproxy: { ...own, members: { web1: { balancer: 'lb1' } } } } }).services;
  expect(haproxy).toMatchObject({ releases: { old: '2.6', new: '3.0' }, members: { web1: { balancer: 'lb1' } } });
  const unknown = { haproxy: { ...own, members: { web1: { balancer: 'lb9' } } } };
  expect(() => described({ services: unknown })).toThrow('no load balancer \\"lb9\\"');
});

test('what a lab does without, what it can take, and what only it knows of its services', () => {
  const commands = { ...service.commands, start: 'true', status: 'true' };
  const more = { version: 'dpkg-query web', wrote: 'grep {request} log', reaches: 'ping {address}' };
  const lab = described({
    services: { web: { ...service, versions: 'by-server', commands: { ...commands, ...more } } },
    ...{ guests: null, absent: { registry: 'gone' }, load: { requestsPerSecond: 5, cyclesPerSecond: 0.1 } },
  });
  expect(lab.services.web).toMatchObject({ versions: 'by-server', commands: more });
  expect(lab).toMatchObject({
    ...{ guests: null, absent: { registry: 'gone' } },
    load: { requestsPerSecond: 5, cyclesPerSecond: 0.1, askEverySeconds: 0.1, patienceFactor: 1, paceFactor: 1 },
  });
  expect(described({})).toMatchObject({ guests: { user: 'cirros', port: 22 }, absent: {} });
  expect(() => described({ load: { requestsPerSecond: 5, cyclesPerSecond: 0.1, patience: 2 } })).toThrow('patience');
});
