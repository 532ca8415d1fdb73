import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { localLabShape } from '../../lab/index.ts';
import { readDocument } from '../documents/index.ts';
import { LEVELS, makePlan, ORDERS, Plan, type PlanInputs, printPlan, Scenario, SKIPPABLE } from './index.ts';

const keystone = readDocument(
  fileURLToPath(new URL('../../scenarios/keystone/scenario.yaml', import.meta.url)),
  Scenario,
);

function inputs(changes: Partial<PlanInputs> = {}): PlanInputs {
  return {
    scenario: keystone,
    lab: localLabShape(),
    seed: 1,
    rate: 200,
    order: 'crossover',
    level: 'real-time',
    skip: [],
    ...changes,
  };
}

const options = fc.record({
  order: fc.constantFrom(...ORDERS),
  level: fc.constantFrom(...LEVELS),
  seed: fc.nat(),
  skip: fc.uniqueArray(fc.constantFrom(...SKIPPABLE), { maxLength: 3 }),
});

for (const order of ORDERS)
  test(`the ${order} plan of keystone is the one that was reviewed`, () => {
    const golden = fileURLToPath(new URL(`./golden/keystone-${order}.txt`, import.meta.url));
    const printed = printPlan(makePlan(inputs({ order })));
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, printed);
    expect(existsSync(golden)).toBe(true);
    expect(printed).toBe(readFileSync(golden, 'utf8'));
  });

test('the same inputs give the same plan, 50 times', () => {
  const plans = new Set(Array.from({ length: 50 }, () => JSON.stringify(makePlan(inputs({ seed: 7 })))));
  expect(plans.size).toBe(1);
});

test('any plan can be written down and read back', () => {
  fc.assert(
    fc.property(options, (changes) => {
      const plan = makePlan(inputs(changes));
      expect(Plan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    }),
  );
});

test('step numbers are unique and in order', () => {
  fc.assert(
    fc.property(options, (changes) => {
      const plan = makePlan(inputs(changes));
      for (const [index, stage] of plan.stages.entries()) {
        expect(stage.id).toBe(`${index + 1}`);
        expect(stage.steps.map(({ id }) => id)).toEqual(stage.steps.map((_, step) => `${index + 1}.${step + 1}`));
      }
    }),
  );
});

test('every node is stopped, installed and started once, in that order, whatever the order of nodes', () => {
  for (const order of ORDERS) {
    const acts = makePlan(inputs({ order })).stages.flatMap(({ steps }) => steps.map(({ act }) => act));
    for (const node of Object.keys(localLabShape().services.keystone?.members ?? {}))
      expect(
        acts.filter(({ kind, params }) => ['stop', 'install', 'start'].includes(kind) && params.node === node),
      ).toMatchObject([{ kind: 'stop' }, { kind: 'install' }, { kind: 'start' }]);
  }
});

test('contract comes after the last rejoin, expand before the first start', () => {
  for (const order of ORDERS) {
    const acts = makePlan(inputs({ order })).stages.flatMap(({ steps }) => steps.map(({ act }) => act));
    const phase = (name: string): number => acts.findIndex(({ params }) => params.phase === name);
    expect(phase('contract')).toBeGreaterThan(acts.findLastIndex(({ kind }) => kind === 'rejoin'));
    expect(phase('expand')).toBeLessThan(acts.findIndex(({ kind }) => kind === 'start'));
    expect(phase('expand')).toBeLessThan(phase('migrate'));
  }
});

test('what is skipped is not there, and the plan says so', () => {
  const plan = makePlan(inputs({ order: 'rolling', skip: ['drain'] }));
  expect(JSON.stringify(plan.stages)).not.toContain('"kind":"drain"');
  expect(plan.skipped).toEqual(['drain']);
  expect(printPlan(plan)).toContain('EXPERIMENT, left out: drain');
});

test('the thinnest moment is told: rolling keeps all but one, crossover falls to one side', () => {
  const least = (order: (typeof ORDERS)[number]) => makePlan(inputs({ order })).capacity.keystone;
  expect(least('rolling')).toEqual({ least: 2, of: 3 });
  expect(least('crossover')).toEqual({ least: 1, of: 3 });
  expect(least('half')).toEqual({ least: 1, of: 3 });
  expect(least('all-at-once')).toEqual({ least: 0, of: 3 });
});

test('a service that the lab does not have, and one that nobody could replace meanwhile, are refused', () => {
  const lab = localLabShape();
  expect(() => makePlan(inputs({ scenario: { ...keystone, service: 'nova' } }))).toThrow('the lab has: keystone');
  const keystoneOnly = lab.services.keystone!;
  const [node, member] = Object.entries(keystoneOnly.members)[0]!;
  const alone = { ...lab, services: { keystone: { ...keystoneOnly, members: { [node]: member } } } };
  expect(() => makePlan(inputs({ lab: alone }))).toThrow('without a second one nobody serves');
});
