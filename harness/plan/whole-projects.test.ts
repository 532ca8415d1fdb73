import { expect, test } from '@playwright/test';
import { type LabShape, localLabShape } from '../../lab/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { makePlan, type Order } from './index.ts';

const GRENADE = { grenade: { directory: '/opt/stack/grenade', settings: {} } };

function planned(name: string, order: Order, more: Partial<LabShape> = {}) {
  const { scenario, profile } = loadScenario(name);
  const lab = { ...localLabShape(), strategy: GRENADE, ...more };
  const [cycles, companions] = [Object.keys(profile.cycles), Object.keys(profile.companions)];
  return makePlan({ scenario, lab, seed: 1, rate: profile.rate, order, skip: [], cycles, companions });
}

const acts = (plan: ReturnType<typeof planned>) => plan.stages.flatMap(({ steps }) => steps.map(({ act }) => act));
const kinds = (plan: ReturnType<typeof planned>, node: string) =>
  acts(plan).flatMap(({ kind, params }) => (params.node === node && kind !== 'resources' ? [kind] : []));

test('what the tool does at once is one step, and no step claims what it does by itself', () => {
  const plan = planned('keystone', 'rolling');
  for (const node of plan.nodes.keystone!)
    expect(kinds(plan, node)).toEqual(['drain', 'shut-down', 'upgrade', 'rejoin']);
  expect(plan).toMatchObject({
    by: 'grenade',
    byItself: ['expand of keystone', 'migrate of keystone', 'contract of keystone'],
  });
  expect(plan.capacity.keystone).toEqual({ least: 2, of: 3 });
});

test('what users have is made before, looked at while the service is away and after, and deleted', () => {
  const parts = acts(planned('keystone', 'all-at-once')).flatMap(({ kind, params }) =>
    kind === 'resources' ? [`${params.part} ${params.when}`] : [],
  );
  const meanwhile = Array<string>(3).fill('verify-without-api during');
  expect(parts).toEqual(['create before', 'verify before', ...meanwhile, 'verify after', 'destroy after']);
  const without = planned('keystone', 'rolling', { strategy: { grenade: { ...GRENADE.grenade, resources: false } } });
  expect(acts(without).map(({ kind }) => kind)).not.toContain('resources');
});

test('all services of a project on a node go together, the one that users call first', () => {
  const plan = planned('nova-rolling', 'crossover');
  const first = acts(plan).find(({ kind }) => kind === 'upgrade');
  expect(first?.params).toMatchObject({
    ...{ project: 'nova', node: 'controller1', service: 'nova-api' },
    also: ['nova-conductor', 'nova-scheduler', 'nova-consoleauth'],
  });
  expect(Object.keys(plan.nodes)).toEqual([
    'nova-api',
    'nova-conductor',
    'nova-scheduler',
    'nova-consoleauth',
    'nova-compute',
  ]);
});

test('a scenario that takes a project in parts is refused, for its other parts would be stopped while users are there', () => {
  expect(() => planned('nova-zero-downtime', 'crossover')).toThrow(
    expect.objectContaining({ code: 'project-in-parts' }),
  );
});
