import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { indexEvents, type StepRun } from '../timeline/index.ts';
import { holderAt, movesOf } from './index.ts';

const has = (t: number, balancer: string, holds: boolean, since?: number): JournalEvent => ({
  ...{ t, event: 'address', balancer, holds },
  ...(since === undefined ? {} : { since, within: 5 }),
});

const BEGUN = [has(1, 'lb1', true), has(2, 'lb2', false)];

const planned = (from: number, to: number): StepRun => ({
  ...{ id: '3.1', title: '', stage: '3', kind: 'failover', params: {}, from, to, outcome: 'done', cause: null },
});

const told = (journal: JournalEvent[], steps: StepRun[] = []) =>
  movesOf(indexEvents(journal), steps).map(({ step, ...move }) => ({ ...move, step: step?.id ?? null }));

test('given up here and taken there is one move, with the time in between, and the step that meant it', () => {
  const journal = [...BEGUN, has(110, 'lb1', false, 100), has(310, 'lb2', true, 300)];
  const move = { from: 'lb1', to: 'lb2', left: 100, taken: 300, within: 5 };
  expect(told(journal)).toEqual([{ ...move, step: null }]);
  expect(told(journal, [planned(90, 400)])).toEqual([{ ...move, step: '3.1' }]);
  expect(told(journal, [planned(400, 500)])).toEqual([{ ...move, step: null }]);
});

test('who tells late is put where it happened', () => {
  const journal = [...BEGUN, has(310, 'lb2', true, 300), has(900, 'lb1', false, 100)];
  expect(told(journal)).toMatchObject([{ from: 'lb1', to: 'lb2', left: 100, taken: 300 }]);
});

test('one that stood still never gave it up, and has it again as soon as the other one gives it back', () => {
  const journal = [...BEGUN, has(310, 'lb2', true, 300), has(510, 'lb2', false, 500)];
  expect(told(journal)).toMatchObject([
    { from: 'lb1', to: 'lb2', left: null, taken: 300 },
    { from: 'lb2', to: 'lb1', left: 500, taken: 500 },
  ]);
});

test('lost and taken again by the same one is a move; told again what is known is none', () => {
  const back = [...BEGUN, has(110, 'lb1', false, 100), has(210, 'lb1', true, 200)];
  expect(told(back)).toMatchObject([{ from: 'lb1', to: 'lb1', left: 100, taken: 200 }]);
  expect(told([...BEGUN, has(50, 'lb1', true), has(60, 'lb2', false)])).toEqual([]);
  expect(told([])).toEqual([]);
});

test('who has it at a moment, also before anybody looked', () => {
  const holder = holderAt(indexEvents([...BEGUN, has(110, 'lb1', false, 100), has(310, 'lb2', true, 300)]));
  expect([0, 50, 150, 300, 999].map(holder)).toEqual(['lb1', 'lb1', undefined, 'lb2', 'lb2']);
  expect(holderAt(indexEvents([]))(5)).toBeUndefined();
});
