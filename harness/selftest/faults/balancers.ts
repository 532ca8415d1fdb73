import { mute, signal } from '../../../lab/index.ts';
import type { Fault } from '../fault.ts';
import { CROSSED, later, OVER } from './moments.ts';

/** What load balancers do, or have done to them. */
export const BALANCERS: readonly Fault[] = [
  {
    name: 'balancer-restart',
    says: 'The load balancer is restarted while users are there, when the upgrade is over.',
    where: 'balancer',
    scenario: 'keystone',
    blows: [{ when: OVER, blow: { balancer: 'lb1', process: 'restart' } }],
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage'] },
    quick: true,
  },
  {
    name: 'balancer-reload',
    says: 'The load balancer is reloaded under load, when the upgrade is over; nobody is hurt who keeps no connection.',
    where: 'balancer',
    scenario: 'keystone',
    // Who keeps connections may lose a request: the old process closes those that are idle just then.
    changes: {
      profile: (profile) => ({ ...profile, lanes: { fresh: { share: 1, connection: 'fresh', protocol: 'http/1.1' } } }),
    },
    blows: [{ when: OVER, blow: { balancer: 'lb1', process: 'reload' } }],
    expect: { verdict: 'inconclusive', broken: ['balancers-watched'] },
  },
  {
    name: 'other-weights-on-the-second',
    says: 'Two load balancers send users to the same servers, and one of them sends most to the third.',
    where: 'balancer',
    scenario: 'keystone',
    options: { shape: 'pair' },
    flaws: [{ on: ['lb2'], find: '  server keystone3 ', put: '  default-server weight 10\n  server keystone3 ' }],
    expect: { verdict: 'not begun', says: 'keystone3 gets 33.3 % of keystone on lb1, and 83.3 % on lb2' },
    quick: true,
  },
  {
    name: 'weights-changed-midway',
    says: 'In the middle of the upgrade somebody else has one of two load balancers send most to one server.',
    where: 'balancer',
    scenario: 'keystone',
    options: { shape: 'pair' },
    blows: [{ when: CROSSED, blow: { balancer: 'lb2', line: 'set weight keystone/keystone1 3' } }],
    expect: { verdict: 'inconclusive', broken: ['rotation-kept'] },
    quick: true,
  },
  {
    name: 'drained-by-somebody-else',
    says: 'Somebody else takes an upgraded server out for a second, and puts it back.',
    where: 'balancer',
    scenario: 'keystone',
    blows: [
      { when: CROSSED, blow: { balancer: 'lb1', line: 'set server keystone/keystone1 state drain' } },
      { when: later(CROSSED, 1000), blow: { balancer: 'lb1', line: 'set server keystone/keystone1 state ready' } },
    ],
    expect: { verdict: 'inconclusive', broken: ['rotation-kept'] },
  },
  {
    name: 'half-open',
    says: 'For three seconds, what one server in rotation sends gets lost, and what is sent to it arrives.',
    where: 'network',
    scenario: 'keystone',
    apart: true,
    changes: { profile: (profile) => ({ ...profile, timeoutSeconds: 2 }) },
    blows: [{ when: CROSSED, blow: mute('controller1', 'keystone', 3) }],
    expect: {
      verdict: 'refused',
      findings: [{ class: 'errors', step: 'observe' }],
      also: ['outage', 'exposed'],
    },
  },
  {
    name: 'queue-overflow',
    says: 'Servers take one request at a time: enough of them at first, too few while others are away.',
    where: 'balancer',
    scenario: 'keystone',
    options: { rate: 100 },
    flaws: [
      { find: 'default-server inter', put: 'default-server maxconn 1 inter' },
      { find: 'timeout queue 1m', put: 'timeout queue 300ms' },
      ...['2025.1', '2026.1'].map((release) => ({ unit: 'keystone', release, trouble: { effect: { delayMs: 13 } } })),
    ],
    begins: { at: 'started', kind: 'drain' },
    // What the harness itself asks stands in the same queue.
    expect: { verdict: 'refused', findings: [{ class: 'errors' }], also: ['outage', 'step-failed'] },
  },
  {
    name: 'connection-limit',
    says: 'Upgraded servers are slow for a while, and the front end then has more connections than it may.',
    where: 'balancer',
    scenario: 'keystone',
    changes: { profile: (profile) => ({ ...profile, timeoutSeconds: 1 }) },
    flaws: [
      { find: '  default_backend keystone\n', put: '  maxconn 40\n  default_backend keystone\n' },
      {
        ...{ unit: 'keystone', release: '2026.1' },
        trouble: { from: 'signal', lastsMs: 1500, effect: { delayMs: 600 } },
      },
    ],
    blows: ['controller1', 'controller2'].map((node) => ({ when: CROSSED, blow: signal(node, 'keystone', 'USR2') })),
    // Connections that are kept hold on to their places, and what the harness itself asks waits with everybody else.
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage', 'step-failed'] },
  },
];
