import { expect, test } from '@playwright/test';
import { act, type Happening, type JournalEvent } from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';
import { progressOf } from './progress.ts';
import { wasTakenBack, wayBack } from './way-back.ts';

const on = (node: string) => ({ service: 'api', node });
const server = (node: string) => ({ ...on(node), server: `api-${node}` });

const stages = ['n1', 'n2'].map((node, index) => ({
  id: `${index + 1}`,
  title: node,
  steps: [
    act('drain', { ...server(node), limitSeconds: 30 }),
    act('stop', on(node)),
    act('install', { ...on(node), from: '1', to: '2' }),
    act('start', on(node)),
    act('rejoin', server(node)),
  ].map((one, step) => ({ id: `${index + 1}.${step + 1}`, title: one.kind, act: one })),
}));
const contract = act('database', { service: 'api', node: 'n1', phase: 'contract', release: '2', onlyWhenAllRun: '2' });
const plan = {
  to: '2',
  releases: {},
  members: { api: { n1: 'api-n1', n2: 'api-n2' } },
  stages: [...stages, { id: '3', title: 'after', steps: [{ id: '3.1', title: 'contract', act: contract }] }],
} as unknown as Plan;

const started = (step: string, attempt?: number): Happening => ({
  event: 'step-started',
  step,
  ...(attempt === undefined ? {} : { attempt }),
});
const ended = (step: string, outcome: 'done' | 'failed' | 'interrupted' = 'done'): Happening => ({
  event: 'step-ended',
  step,
  outcome,
});
const undo = (number: number): Happening => ({
  event: 'undo-registered',
  undo: number,
  subject: 'api@n1',
  act: act('start', {}),
});
const done = (...steps: string[]): Happening[] => steps.flatMap((step) => [started(step), ended(step)]);

const journal = (...happenings: Happening[]): JournalEvent[] =>
  happenings.map((happening, t) => ({ t, ...happening }) as JournalEvent);
const left = (...happenings: Happening[]) => progressOf(plan, journal(...happenings));
const ids = (tasks: ReturnType<typeof left>['left']) => tasks.map(({ step, attempt }) => `${step.id}#${attempt}`);

test('nothing done: all of it is left', () => {
  expect(ids(left().left)).toHaveLength(11);
  expect(left().open).toBeUndefined();
});

test('a step that is open is finished in the same attempt, and registers only the undos that it has not', () => {
  const { left: tasks, open, undos } = left(...done('1.1'), started('1.2'), undo(4));
  expect(ids(tasks).slice(0, 2)).toEqual(['1.2#1', '1.3#1']);
  expect(open).toMatchObject({ step: { id: '1.2' }, attempt: 1, registered: 1 });
  expect(undos).toBe(5);
});

test('one that was taken up again and killed again is still in its first attempt', () => {
  const { left: tasks } = left(started('1.1'), ended('1.1', 'interrupted'), started('1.1', 1));
  expect(ids(tasks)[0]).toBe('1.1#1');
});

test('one that failed is done again, as another attempt', () => {
  expect(ids(left(started('1.1'), ended('1.1', 'failed')).left)[0]).toBe('1.1#2');
});

test('what was put back is done again, and with it what was proved of the same place', () => {
  const undone: Happening[] = [
    { event: 'undo-started', undo: 0 },
    { event: 'undo-ended', undo: 0 },
  ];
  const registered = [started('1.2'), undo(0), ended('1.2')];
  const tasks = left(...done('1.1'), ...registered, ...done('1.3', '2.1'), ...undone).left;
  expect(ids(tasks).slice(0, 4)).toEqual(['1.2#2', '1.3#2', '1.4#1', '1.5#1']);
  expect(ids(tasks)).not.toContain('2.1#2');
});

test('an undo that was broken off is finished, one that failed is done again', () => {
  const begun = { event: 'undo-started' as const, undo: 0 };
  const cause = { code: 'x', message: '', blame: 'experiment' as const };
  expect(left(undo(0)).attemptAtUndo(0)).toBe(1);
  expect(left(undo(0), begun).attemptAtUndo(0)).toBe(1);
  expect(left(undo(0), begun, { event: 'undo-ended', undo: 0, cause }).attemptAtUndo(0)).toBe(2);
});

const back = (...happenings: Happening[]) =>
  wayBack({ plan, journal: journal(...happenings), projects: { api: 'api' }, drainSeconds: 30 });
const FIRST = done('1.1', '1.2', '1.3', '1.4', '1.5');
const SECOND = done('2.1', '2.2', '2.3', '2.4', '2.5');

test('the way back: the last node first, each as carefully as on the way there', () => {
  const { steps, noWayBack } = back(...FIRST, ...SECOND);
  expect(steps.map(({ act: { kind, params } }) => `${kind} ${params.node}`)).toEqual([
    ...['drain n2', 'stop n2', 'install n2', 'start n2', 'rejoin n2'],
    ...['drain n1', 'stop n1', 'install n1', 'start n1', 'rejoin n1'],
  ]);
  expect(steps[2]!.act.params).toMatchObject({ from: '2', to: '1' });
  expect(noWayBack).toEqual([]);
});

test('a load balancer goes back by handing over, and is never away', () => {
  const params = { service: 'haproxy', node: 'lb1', from: '2', to: '3', balancer: 'lb1' };
  const step = { id: '1.1', title: '', act: act('install', params) };
  const its = {
    ...plan,
    releases: { haproxy: { from: '2', to: '3' } },
    stages: [{ id: '1', title: '', steps: [step] }],
  };
  const { steps } = wayBack({ plan: its, journal: journal(...done('1.1')), projects: {}, drainSeconds: 30 });
  expect(steps.map((one) => one.act)).toEqual([act('install', { ...params, from: '3', to: '2', reload: true })]);
});

test('a node that was never upgraded is left alone', () => {
  expect(back(...FIRST).steps.map(({ act: { params } }) => params.node)).toEqual(Array(5).fill('n1'));
});

test('a run that went back is known as one', () => {
  expect(wasTakenBack(journal(...FIRST))).toBe(false);
  expect(wasTakenBack(journal(...FIRST, started('back.1')))).toBe(true);
});

test('behind the point of no return there is no way back', () => {
  expect(back(...FIRST, ...SECOND, ...done('3.1'))).toEqual({ steps: [], noWayBack: ['api'] });
});
