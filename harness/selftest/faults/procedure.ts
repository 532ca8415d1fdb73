import { changed, moved, of, pausedAfter, swapped, without } from '../edits.ts';
import type { Fault } from '../fault.ts';
import { drainingOnlyOn, goingOnAfter } from '../sight.ts';
import { OVER } from './moments.ts';

/** What operators, and the procedures that they follow, do wrong. */
export const PROCEDURE: readonly Fault[] = [
  {
    name: 'no-drain',
    says: 'Servers are stopped while the load balancer still sends users there.',
    where: 'procedure',
    scenario: 'keystone',
    options: { order: 'rolling' },
    changes: { plan: (plan) => without(plan, of('drain')) },
    begins: { at: 'started', kind: 'stop' },
    expect: {
      verdict: 'refused',
      findings: [{ class: 'exposed', step: 'stop' }],
      also: ['errors', 'outage', 'version-order'],
    },
    quick: true,
  },
  {
    name: 'drain-lost',
    says: 'The load balancer is reloaded after a server was drained, and sends users there again when it is stopped.',
    where: 'procedure',
    scenario: 'keystone',
    changes: { plan: (plan) => pausedAfter(plan, of('drain'), 2) },
    blows: [
      { when: { at: 'started', kind: 'observe', nth: 2, afterMs: 300 }, blow: { balancer: 'lb1', process: 'reload' } },
    ],
    expect: {
      verdict: 'refused',
      findings: [
        { class: 'drain-lost', step: 'observe', node: 'controller1' },
        { class: 'exposed', step: 'stop', node: 'controller1' },
      ],
      also: ['errors', 'outage', 'version-order'],
    },
  },
  {
    name: 'drain-limit-ignored',
    says: 'Uploads of 60 s are open, the drain waits 3 s for them, and the server is stopped under them all the same.',
    where: 'procedure',
    scenario: 'glance',
    changes: { profile: withLongUploads, lab: (lab) => goingOnAfter(lab, 3) },
    begins: { at: 'started', kind: 'stop' },
    expect: { verdict: 'refused', findings: [{ class: 'cycle-failed', step: 'stop' }], also: ['errors', 'outage'] },
  },
  {
    name: 'drained-on-one-of-two',
    says: 'Two load balancers send users to the same servers, and servers are drained on one of them only.',
    where: 'procedure',
    scenario: 'keystone',
    options: { shape: 'pair' },
    changes: { lab: (lab) => drainingOnlyOn(lab, 'lb1') },
    begins: { at: 'started', kind: 'stop' },
    expect: {
      verdict: 'refused',
      findings: [{ class: 'exposed', step: 'stop', node: 'controller1' }],
      also: ['errors', 'outage', 'version-order'],
    },
  },
  {
    name: 'left-in-drain',
    says: 'The last server is upgraded, and nobody puts it back.',
    where: 'procedure',
    scenario: 'keystone',
    changes: { plan: (plan) => without(plan, of('rejoin', { node: 'controller3' })) },
    expect: { verdict: 'refused', findings: [{ class: 'left-out', node: 'controller3' }] },
  },
  {
    name: 'left-in-maint',
    says: 'When all is over a server is put into maintenance, and nobody puts it back.',
    where: 'procedure',
    scenario: 'keystone',
    blows: [{ when: OVER, blow: { balancer: 'lb1', line: 'set server keystone/keystone2 state maint' } }],
    expect: { verdict: 'refused', findings: [{ class: 'left-out', node: 'controller2' }] },
  },
  {
    name: 'rejoin-before-ready',
    says: 'Nobody asks whether a node works before it is put back, and it answers 500 for its first seconds.',
    where: 'procedure',
    scenario: 'keystone',
    // Over before the harness itself reads anything back.
    options: { mixed: 6 },
    flaws: [
      { unit: 'keystone', release: '2026.1', on: ['controller2'], trouble: { lastsMs: 4000, effect: { fail: 500 } } },
    ],
    changes: { scenario: (scenario) => ({ ...scenario, checks: false, gates: {} }) },
    begins: { at: 'started', kind: 'crossover' },
    expect: { verdict: 'refused', findings: [{ class: 'errors' }], also: ['outage'] },
  },
  {
    name: 'contract-too-early',
    says: 'What only old code needs is taken out of the schema while old code serves.',
    where: 'procedure',
    scenario: 'keystone',
    changes: {
      plan: (plan) =>
        moved(
          changed(plan, of('database'), { onlyWhenAllRun: undefined }),
          of('database', { phase: 'contract' }),
          of('ready'),
        ),
    },
    begins: { at: 'started', kind: 'database', nth: 3 },
    // It is done when the schema is changed: the first whom it hurts may come a moment later.
    expect: {
      verdict: 'refused',
      findings: [{ class: 'errors', step: ['database', 'drain', 'stop'] }],
      also: ['outage'],
    },
  },
  {
    name: 'expand-skipped',
    says: 'New code is started on a schema that was not made ready for it.',
    where: 'procedure',
    scenario: 'keystone',
    changes: {
      scenario: (scenario) => ({ ...scenario, checks: false, limits: { ...scenario.limits, readySeconds: 4 } }),
      plan: (plan) => without(plan, of('database')),
    },
    begins: { at: 'ended', kind: 'start' },
    expect: { verdict: 'refused', findings: [{ class: 'step-failed', step: 'ready', node: 'controller1' }] },
  },
  {
    name: 'one-node-forgotten',
    says: 'One node is stopped and started, and keeps the old release.',
    where: 'procedure',
    scenario: 'keystone',
    changes: { plan: (plan) => without(plan, of('install', { node: 'controller3' })) },
    begins: { at: 'started', kind: 'rejoin' },
    expect: {
      verdict: 'refused',
      findings: [{ class: 'version-order' }, { class: 'step-failed', step: 'database' }],
    },
  },
  {
    name: 'other-order-than-planned',
    says: 'All steps are taken, and the second node is upgraded before the first.',
    where: 'procedure',
    scenario: 'keystone',
    changes: {
      carriedOut: (plan) => {
        // The schema must be made ready by new code, and controller2 is the first that has it.
        const turned = changed(swapped(plan, /^controller1/, /^controller2/), of('database', { node: 'controller1' }), {
          node: 'controller2',
        });
        const expanded = moved(turned, of('database', { phase: 'expand' }), of('install'));
        return moved(expanded, of('database', { phase: 'migrate' }), of('database', { phase: 'expand' }));
      },
    },
    expect: { verdict: 'inconclusive', broken: ['order-kept'] },
  },
  {
    name: 'all-stopped-at-once',
    says: 'All servers are stopped before any of them is started again.',
    where: 'procedure',
    scenario: 'keystone',
    options: { order: 'all-at-once' },
    begins: { at: 'started', kind: 'drain' },
    expect: { verdict: 'refused', findings: [{ class: 'outage' }, { class: 'errors' }] },
  },
  {
    name: 'upgrade-levels-missing',
    says: 'Upgraded controllers call old compute nodes in a way that these do not understand: servers end in ERROR.',
    where: 'procedure',
    scenario: 'nova-zero-downtime',
    options: { baseline: 8, settle: 8 },
    flaws: ['controller1', 'controller2', 'controller3'].map((node) => ({
      node,
      run: `sed -i 's/"compute": *"auto"//' etc/nova.json`,
    })),
    expect: { verdict: 'refused', findings: [{ class: 'cycle-failed' }] },
  },
];

type Profile = Parameters<NonNullable<NonNullable<Fault['changes']>['profile']>>[0];

/** So many uploads at any time that each drain meets some, and each so long that no drain waits for its end. */
function withLongUploads(profile: Profile): Profile {
  const { 'held-upload': held, ...cycles } = profile.cycles;
  const { 'slow-upload': slow, ...operations } = profile.operations;
  const upload = { ...slow!, payload: { ...slow!.payload!, seconds: 60 } };
  return {
    ...profile,
    operations: { ...operations, 'slow-upload': upload },
    cycles: { ...cycles, 'held-upload': { ...held!, rate: 2 } },
  };
}
