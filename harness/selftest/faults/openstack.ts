import { moved, of, without } from '../edits.ts';
import type { Fault, Moment } from '../fault.ts';
import { CROSSED } from './moments.ts';

const CONTROLLERS = ['controller1', 'controller2', 'controller3'] as const;

const installed = (service: string, node: string): Moment => ({ at: 'ended', kind: 'install', of: { service, node } });

/** What makes real upgrades of real OpenStack go wrong, done with what its operators have: packages, settings, files. */
export const OPENSTACK: readonly Fault[] = [
  {
    name: 'real-no-drain',
    says: 'Real keystones are stopped while the load balancer still sends users there.',
    where: 'procedure',
    scenario: 'keystone',
    lab: 'openstack',
    options: { order: 'rolling' },
    changes: { plan: (plan) => without(plan, of('drain')) },
    begins: { at: 'started', kind: 'stop' },
    expect: {
      verdict: 'refused',
      findings: [{ class: 'exposed', step: 'stop' }],
      also: ['errors', 'outage', 'version-order'],
    },
  },
  {
    name: 'real-kill',
    says: 'An upgraded keystone in rotation is killed with all its processes, and is started again at once.',
    where: 'service',
    scenario: 'keystone',
    lab: 'openstack',
    options: { mixed: 6 },
    blows: [{ when: CROSSED, blow: { node: 'controller1', run: 'pkill -KILL -u keystone' } }],
    expect: {
      verdict: 'refused',
      findings: [{ class: 'errors', step: 'observe' }],
      // Started again at once, it may be back before any health check has missed it.
      also: ['outage', 'exposed'],
    },
  },
  {
    name: 'real-keys-of-another-owner',
    says: 'After its upgrade a keystone may not read the keys that tokens are made with: they belong to root now.',
    where: 'node',
    scenario: 'keystone',
    lab: 'openstack',
    blows: [
      {
        when: installed('keystone', 'controller1'),
        blow: { node: 'controller1', run: 'chown -R root:root /etc/keystone/fernet-keys' },
      },
    ],
    // Put back it is as it was before, without its keys.
    expect: {
      verdict: 'refused',
      findings: [{ class: 'step-failed', step: 'ready', node: 'controller1' }],
      also: ['left-out'],
    },
  },
  {
    name: 'real-memcached-restart',
    says: 'The cache that all keystones share is restarted: their connections to it are stale.',
    where: 'service',
    scenario: 'keystone',
    lab: 'openstack',
    options: { mixed: 6 },
    blows: [{ when: CROSSED, blow: { node: 'infra1', run: 'service memcached stop && service memcached start' } }],
    // What the harness itself asks meets stale connections too.
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage', 'step-failed'] },
  },
  {
    name: 'real-contract-too-early',
    says: 'What only old code needs is to be taken out of the schema while two old keystones serve.',
    where: 'procedure',
    scenario: 'keystone',
    lab: 'openstack',
    changes: { plan: (plan) => moved(plan, of('database', { phase: 'contract' }), of('ready')) },
    begins: { at: 'started', kind: 'database', nth: 3 },
    // What was upgraded by then is put back, and users see it go back.
    expect: {
      verdict: 'refused',
      findings: [{ class: 'step-failed', step: 'database' }],
      also: ['version-order'],
    },
  },
  {
    name: 'real-neutron-default',
    says: 'A new neutron has the types of networks that its package has, cannot start with them, and its port is open.',
    where: 'node',
    scenario: 'neutron',
    lab: 'openstack',
    blows: [
      {
        when: installed('neutron-server', 'controller1'),
        // The name of before counts, too.
        blow: { node: 'controller1', run: "sed -i '/_network_types/d' /etc/neutron/plugins/ml2/ml2_conf.ini" },
      },
    ],
    expect: { verdict: 'refused', findings: [{ class: 'step-failed', node: 'controller1' }], also: ['left-out'] },
  },
  {
    name: 'real-routers-tidied-away',
    says: 'Somebody who upgrades L3 agents tidies up name spaces, and with them the routers that users have.',
    where: 'procedure',
    scenario: 'neutron',
    lab: 'openstack',
    blows: ['network1', 'network2'].map((node) => ({
      when: installed('neutron-l3-agent', 'network1'),
      blow: { node, run: "for space in $(ip netns | grep -o '^qrouter-[^ ]*'); do ip netns delete $space; done" },
    })),
    // An agent that starts makes them anew; until then all that the API says is that they are ACTIVE.
    expect: { verdict: 'refused', findings: [{ class: 'data-plane' }], also: ['cycle-failed'] },
  },
  {
    name: 'real-compute-identity-lost',
    says: 'A nova-compute has lost the file that says which node it is, and does not start again.',
    where: 'node',
    scenario: 'nova-zero-downtime',
    lab: 'openstack',
    blows: [
      {
        when: installed('nova-compute', 'compute1'),
        blow: { node: 'compute1', run: 'rm /var/lib/nova/compute_id' },
      },
    ],
    expect: {
      verdict: 'refused',
      // It says that it is ready, gives up, and runs on for 160 s (manager_shutdown_timeout): what it does not do tells.
      // The document reloads all of nova-api at once, which costs requests by itself.
      findings: [{ class: 'cycle-failed' }],
      also: ['step-failed', 'errors', 'outage'],
    },
  },
  {
    name: 'real-release-too-far',
    says: 'The repository has a nova that may not follow the old one: 34 over 31.',
    where: 'procedure',
    scenario: 'nova-zero-downtime',
    lab: 'openstack',
    flaws: [...CONTROLLERS, 'compute1', 'compute2'].map((node) => ({
      node,
      run: 'for place in pool code; do cd /srv/$place/nova && rm -r 2026.1 && ln -s 2026.2 2026.1; done',
    })),
    begins: { at: 'started', kind: 'database' },
    expect: { verdict: 'refused', findings: [{ class: 'step-failed', step: 'database', node: 'controller1' }] },
  },
  {
    name: 'real-upgrade-levels-pinned',
    says: 'From some older upgrade, new controllers are pinned to messages that no nova-compute of today understands.',
    where: 'procedure',
    scenario: 'nova-zero-downtime',
    lab: 'openstack',
    blows: CONTROLLERS.map((node) => ({
      when: installed('nova-conductor', 'controller1'),
      blow: { node, run: "sed -i 's/^compute = auto/compute = train/' /etc/nova/nova.conf" },
    })),
    // The document reloads all of nova-api at once, which costs requests by itself.
    expect: { verdict: 'refused', findings: [{ class: 'cycle-failed' }], also: ['step-failed', 'errors', 'outage'] },
  },
];
