import { type Flaw, signal } from '../../../lab/index.ts';
import type { Fault } from '../fault.ts';
import { CROSSED } from './moments.ts';

const UPGRADED = ['controller1', 'controller2'] as const;
const wake = (...nodes: readonly string[]) =>
  nodes.map((node) => ({ when: CROSSED, blow: signal(node, 'keystone', 'USR2') }));

type Trouble = Extract<Flaw, { trouble: unknown }>['trouble'];
const upgraded = (trouble: Trouble, on: readonly string[] = UPGRADED): Flaw => ({
  ...{ unit: 'keystone', release: '2026.1', on, trouble },
});

const CREATE = ['POST /v3/projects'];

/** What services answer and should not. */
export const ANSWERS: readonly Fault[] = [
  {
    name: 'error-burst-150-ms',
    says: 'All servers that are in rotation answer 500 for 150 ms.',
    where: 'service',
    scenario: 'keystone',
    flaws: [upgraded({ from: 'signal', lastsMs: 150, effect: { fail: 500 } })],
    blows: wake(...UPGRADED),
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage'] },
    quick: true,
  },
  {
    name: 'error-burst-20-ms',
    says: 'All servers that are in rotation answer 500 for 20 ms, at 400 requests a second.',
    where: 'service',
    scenario: 'keystone',
    options: { rate: 400 },
    flaws: [upgraded({ from: 'signal', lastsMs: 20, effect: { fail: 500 } })],
    blows: wake(...UPGRADED),
    expect: { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage'] },
  },
  {
    name: 'every-1000th-request',
    says: 'Every 1,000th request fails, on one upgraded node only.',
    where: 'service',
    scenario: 'keystone',
    options: { rate: 400, settle: 15 },
    flaws: [upgraded({ every: 1000, effect: { fail: 500 } }, ['controller1'])],
    expect: { verdict: 'refused', findings: [{ class: 'errors', node: 'controller1' }], also: ['outage'] },
  },
  {
    name: 'slow-start-500',
    says: 'An upgraded service answers 500 to its first creations: nothing that was asked before it was put back.',
    where: 'service',
    scenario: 'keystone',
    flaws: [upgraded({ requests: CREATE, lastsMs: 8000, effect: { fail: 500 } })],
    begins: { at: 'started', kind: 'crossover' },
    expect: { verdict: 'refused', findings: [{ class: 'errors' }], also: ['outage'] },
  },
  {
    name: 'slow-start-late',
    says: 'An upgraded service answers its first creations later than clients wait.',
    where: 'service',
    scenario: 'keystone',
    flaws: [upgraded({ requests: CREATE, lastsMs: 8000, effect: { delayMs: 3000 } })],
    changes: { profile: impatient },
    begins: { at: 'started', kind: 'crossover' },
    expect: { verdict: 'refused', findings: [{ class: 'errors' }], also: ['outage'] },
  },
  {
    name: 'leak',
    says: 'One upgraded server answers each request 5 ms later than the one before, until nobody waits for it.',
    where: 'service',
    scenario: 'keystone',
    options: { settle: 8 },
    flaws: [upgraded({ from: 'signal', lastsMs: 8000, effect: { delayMs: 0, growMs: 5 } }, ['controller1'])],
    blows: wake('controller1'),
    changes: { profile: impatient },
    expect: { verdict: 'refused', findings: [{ class: 'errors' }], also: ['outage', 'step-failed'] },
  },
  {
    name: 'acknowledged-writes-lost',
    says: 'For half a second, what is created is acknowledged and is gone.',
    where: 'service',
    scenario: 'keystone',
    flaws: [upgraded({ requests: CREATE, from: 'signal', lastsMs: 500, effect: { lose: true } })],
    blows: wake(...UPGRADED),
    expect: { verdict: 'refused', findings: [{ class: 'write-lost', step: 'observe' }] },
    quick: true,
  },
  {
    name: 'foreign-tokens-refused',
    says: 'For 700 ms one upgraded node refuses tokens that another one has issued.',
    where: 'service',
    scenario: 'keystone',
    flaws: [upgraded({ from: 'signal', lastsMs: 700, effect: { forget: 'foreign tokens' } }, ['controller2'])],
    blows: wake('controller2'),
    expect: {
      verdict: 'refused',
      findings: [{ class: 'errors', step: 'observe', node: 'controller2' }],
      also: ['outage'],
    },
  },
  {
    name: 'version-back-once',
    says: 'One answer of an upgraded server tells the old version.',
    where: 'service',
    scenario: 'keystone',
    flaws: [
      upgraded(
        {
          ...{ requests: ['GET /v3'], of: 'users', from: 'signal', times: 1 },
          effect: { replace: 'v3.15', by: 'v3.14' },
        },
        ['controller1'],
      ),
    ],
    blows: wake('controller1'),
    expect: { verdict: 'refused', findings: [{ class: 'version-order', step: 'observe', node: 'controller1' }] },
  },
  {
    name: 'old-version-cached',
    says: 'Every node has the new release, and its version document is still the old one.',
    where: 'service',
    scenario: 'keystone',
    flaws: [{ unit: 'keystone', release: '2026.1', trouble: { effect: { replace: 'v3.15', by: 'v3.14' } } }],
    expect: { verdict: 'refused', findings: [{ class: 'target-not-reached', step: 'observe' }] },
  },
  {
    name: 'staged-image-lost',
    says: 'An import is accepted, and what was staged for it is gone before it is done.',
    where: 'node',
    scenario: 'glance',
    blows: [
      {
        when: { at: 'ended', kind: 'crossover' },
        blow: {
          node: 'controller1',
          run: 'for _ in $(seq 300); do rm -f ../databases/glance-images/staging/*; sleep 0.01; done',
        },
      },
    ],
    changes: { profile: withImports },
    expect: { verdict: 'refused', findings: [{ class: 'cycle-failed' }] },
  },
];

type Profile = Parameters<NonNullable<NonNullable<Fault['changes']>['profile']>>[0];

function impatient(profile: Profile): Profile {
  return { ...profile, timeoutSeconds: 2 };
}

function withImports(profile: Profile): Profile {
  const { 'image-import': imports, ...cycles } = profile.cycles;
  const steps = imports!.steps.map((step) => ('until' in step ? { ...step, withinSeconds: 5 } : step));
  return { ...profile, cycles: { ...cycles, 'image-import': { rate: 5, steps } } };
}
