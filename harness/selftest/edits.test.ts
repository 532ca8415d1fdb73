import { expect, test } from '@playwright/test';
import { keystonePlan } from '../judge/testing/index.ts';
import type { Plan } from '../plan/index.ts';
import { changed, moved, of, pausedAfter, swapped, without } from './edits.ts';

const PLAN = keystonePlan({});
const ids = ({ stages }: Plan): string[] => stages.flatMap(({ steps }) => steps.map(({ id }) => id));
const idsOf = (kind: string): string[] =>
  PLAN.stages.flatMap(({ steps }) => steps.filter(({ act }) => act.kind === kind).map(({ id }) => id));

test('steps that are left out leave a hole in the numbers', () => {
  const plan = without(PLAN, of('drain'), of('rejoin'));
  expect(ids(plan)).toEqual(ids(PLAN).filter((id) => ![...idsOf('drain'), ...idsOf('rejoin')].includes(id)));
});

test('one step only, by its parameters', () => {
  const plan = without(PLAN, of('install', { node: 'controller3' }));
  expect(ids(PLAN).length - ids(plan).length).toBe(1);
});

test('parameters are changed where they are meant', () => {
  const plan = changed(PLAN, of('drain'), { limitSeconds: 1 });
  const limits = plan.stages.flatMap(({ steps }) => steps.flatMap(({ act }) => act.params.limitSeconds ?? []));
  expect(limits.filter((limit) => limit === 1)).toHaveLength(idsOf('drain').length);
});

test('a step that is moved is taken once, right after the other', () => {
  const plan = moved(PLAN, of('database', { phase: 'contract' }), of('start'));
  const order = ids(plan);
  expect([...order].sort()).toEqual(ids(PLAN).sort());
  const contract = PLAN.stages.flatMap(({ steps }) => steps).find(({ act }) => act.params.phase === 'contract')!;
  expect(order[order.indexOf(idsOf('start')[0]!) + 1]).toBe(contract.id);
});

test('a pause comes after the first such step only', () => {
  const plan = pausedAfter(PLAN, of('drain'), 2);
  expect(ids(plan)).toHaveLength(ids(PLAN).length + 1);
});

test('two stages change places, and nothing is lost', () => {
  const plan = swapped(PLAN, /^controller1/, /^controller2/);
  expect(plan.stages[1]).toBe(PLAN.stages[2]);
  expect(plan.stages[2]).toBe(PLAN.stages[1]);
});
