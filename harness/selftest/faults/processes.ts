import { type Flaw, signal } from '../../../lab/index.ts';
import { of, without } from '../edits.ts';
import type { Fault } from '../fault.ts';
import { CROSSED, later } from './moments.ts';

type Effect = Extract<Flaw, { trouble: unknown }>['trouble']['effect'];

/** Nothing may be contracted while it is not known what code the dead process would have been. */
const NO_CONTRACT = { class: 'step-failed', step: 'database', node: 'controller1' } as const;

/** One upgraded server does this to one request, and is gone. */
const dying = (request: string, effect: Effect): Pick<Fault, 'where' | 'scenario' | 'flaws' | 'blows' | 'expect'> => ({
  where: 'service',
  scenario: 'keystone',
  flaws: [
    {
      ...{ unit: 'keystone', release: '2026.1', on: ['controller1'] },
      trouble: { requests: [request], of: 'users', from: 'signal', times: 1, effect, dies: true },
    },
  ],
  blows: [{ when: CROSSED, blow: signal('controller1', 'keystone', 'USR2') }],
  expect: {
    verdict: 'refused',
    findings: [{ class: 'errors', step: 'observe' }, { class: 'exposed', node: 'controller1' }, NO_CONTRACT],
    also: ['outage'],
  },
});

/** What becomes of processes, and of whoever was talking to them. */
export const PROCESSES: readonly Fault[] = [
  {
    name: 'killed-mid-answer',
    says: 'A server in rotation is killed with half of an answer sent.',
    ...dying('GET /v3', { cut: true }),
  },
  {
    name: 'commits-then-dies',
    says: 'A server in rotation creates what it was asked to, and dies before it answers.',
    ...dying('POST /v3/projects', { silent: 'after' }),
    // Long enough for a creation to come to this server, and to have failed, before the next step begins.
    options: { mixed: 5 },
  },
  {
    name: 'silent-close-on-term',
    says: 'Told to stop while in rotation, a server still does what it is asked, and closes connections without a word.',
    where: 'service',
    scenario: 'keystone',
    options: { order: 'rolling' },
    flaws: [
      { unit: 'keystone', release: '2025.1', trouble: { from: 'term', lastsMs: 500, effect: { silent: 'after' } } },
    ],
    changes: { plan: (plan) => without(plan, of('drain')) },
    begins: { at: 'started', kind: 'stop' },
    expect: {
      verdict: 'refused',
      findings: [
        { class: 'errors', step: 'stop' },
        { class: 'exposed', step: 'stop' },
      ],
      also: ['outage', 'version-order'],
      reconciled: ['silent-close'],
    },
  },
  {
    name: 'hang',
    says: 'A server in rotation stands still for three seconds, with its port open.',
    where: 'service',
    scenario: 'keystone',
    blows: [
      { when: CROSSED, blow: signal('controller1', 'keystone', 'STOP') },
      { when: later(CROSSED, 3000), blow: signal('controller1', 'keystone', 'CONT') },
    ],
    changes: { profile: (profile) => ({ ...profile, timeoutSeconds: 2 }) },
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage'] },
  },
  {
    name: 'redispatch-hides-it',
    says: 'A server in rotation is killed; nearly every request is sent to another one, and clients see little or nothing.',
    where: 'balancer',
    scenario: 'keystone',
    blows: [{ when: CROSSED, blow: signal('controller1', 'keystone', 'KILL') }],
    expect: {
      verdict: 'refused',
      findings: [{ class: 'exposed', node: 'controller1' }, NO_CONTRACT],
      also: ['errors', 'outage'],
    },
  },
  {
    name: 'checks-too-slow',
    says: 'The same, and the load balancer asks so seldom that it never marks the server as down.',
    where: 'balancer',
    scenario: 'keystone',
    flaws: [{ find: 'inter 500ms', put: 'inter 20s' }],
    blows: [{ when: CROSSED, blow: signal('controller1', 'keystone', 'KILL') }],
    expect: {
      verdict: 'refused',
      findings: [{ class: 'exposed', node: 'controller1' }, NO_CONTRACT],
      also: ['errors', 'outage'],
    },
  },
  {
    name: 'no-redispatch',
    says: 'The same, and the load balancer tries no other server.',
    where: 'balancer',
    scenario: 'keystone',
    flaws: [{ find: '  option redispatch\n', put: '' }],
    blows: [{ when: CROSSED, blow: signal('controller1', 'keystone', 'KILL') }],
    expect: {
      verdict: 'refused',
      findings: [{ class: 'errors' }, { class: 'exposed', node: 'controller1' }, NO_CONTRACT],
      also: ['outage'],
    },
  },
  {
    name: 'heartbeat-lost',
    says: 'An agent stands still after its upgrade: its process is there, and it reports no more.',
    where: 'service',
    scenario: 'neutron',
    changes: { scenario: (scenario) => ({ ...scenario, checks: { suites: ['neutron'], files: [] } }) },
    // Until whoever counts heartbeats gives it up.
    options: { shape: 'small', settle: 8 },
    blows: [
      { when: { at: 'started', kind: 'observe', nth: 3 }, blow: signal('network1', 'neutron-dhcp-agent', 'STOP') },
    ],
    expect: { verdict: 'refused', findings: [{ class: 'check-failed', step: 'checks' }], also: ['cycle-failed'] },
  },
];
