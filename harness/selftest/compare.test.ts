import { expect, test } from '@playwright/test';
import { judge } from '../judge/index.ts';
import { CLEAN, changeRows, evidenceOf, keystoneRun, linesOf, rowIn } from '../judge/testing/index.ts';
import { compare } from './compare.ts';
import type { Expectation } from './fault.ts';

const failing = rowIn('4.2');
const rows = changeRows([failing], { outcome: 'failed', failure: 'status', status: 500 });
const moment = CLEAN.rows[failing]!.intended;

const refused = judge(evidenceOf({ ...CLEAN, rows }));
const inconclusive = judge(evidenceOf(keystoneRun({ interruptedAt: 20_000_000 })));
const certified = judge(evidenceOf(CLEAN));

const held = (expected: Expectation, judgement = refused, begun: number | null = null) =>
  compare(expected, judgement, CLEAN.plan, begun);
const errors: Expectation = { verdict: 'refused', findings: [{ class: 'errors', step: 'observe' }], also: ['outage'] };

test('found as it must be, with what follows from it', () => {
  expect(held(errors).problems).toEqual([]);
  expect(held({ verdict: 'certified' }, certified).problems).toEqual([]);
});

test('found as something else, in another step or on another node, is missed', () => {
  expect(held({ ...errors, findings: [{ class: 'write-lost' }] }).problems).toEqual([
    'missed write-lost',
    'also refused for errors',
  ]);
  expect(held({ ...errors, findings: [{ class: 'errors', step: 'stop' }] }).problems).toEqual([
    'missed errors in a step "stop"',
  ]);
  const earlier: Expectation = { ...errors, findings: [{ class: 'errors', step: ['stop', 'database'] }] };
  expect(held(earlier).problems).toEqual(['missed errors in a step "stop" or "database"']);
  expect(held({ ...errors, findings: [{ class: 'errors', step: ['stop', 'observe'] }] }).problems).toEqual([]);
  expect(held({ ...errors, findings: [{ class: 'errors', node: 'controller9' }] }).problems).toEqual([
    'missed errors on controller9',
  ]);
});

test('a refusal that does not follow from the fault is one too many', () => {
  expect(held({ ...errors, also: [] }).problems).toEqual(['also refused for outage']);
});

test('a difference between the accounts that must be named, and one that is', () => {
  const silent = changeRows([failing], { outcome: 'unknown', failure: 'closed-reused', status: null, server: null });
  const lines = linesOf(CLEAN.rows).filter(({ sequence }) => sequence !== failing);
  const closed = judge(evidenceOf({ ...CLEAN, rows: silent, lines }));
  expect(held({ ...errors, reconciled: ['silent-close'] }, closed).problems).toEqual([]);
  expect(held({ ...errors, reconciled: ['given-up'] }, closed).problems).toEqual([
    'no difference given-up was named when the accounts were held against each other',
  ]);
});

test('another verdict is told', () => {
  expect(held(errors, certified).problems).toEqual([
    'certified instead of refused',
    'missed errors in a step "observe"',
  ]);
});

test('on a machine that lets nobody measure, inconclusive is as good, and a refusal is not', () => {
  const busy: Expectation = { verdict: 'certified', orElse: 'inconclusive' };
  expect(held(busy, certified).problems).toEqual([]);
  expect(held(busy, inconclusive).problems).toEqual([]);
  expect(held(busy, refused).problems).toContain('refused instead of certified');
});

test('of an inconclusive run the reason must be right, and no other', () => {
  const names = inconclusive.assumptions.filter(({ holds }) => !holds).map(({ name }) => name);
  const [first, ...others] = names;
  const expected: Expectation = { verdict: 'inconclusive', broken: [first!], alsoBroken: others };
  expect(held(expected, inconclusive).problems).toEqual([]);
  expect(held({ ...expected, alsoBroken: [] }, inconclusive).problems).toEqual(
    others.map((name) => `${name} did not hold`),
  );
  expect(held({ ...expected, broken: ['recorder-whole'], alsoBroken: names }, inconclusive).problems).toEqual([
    'recorder-whole held',
  ]);
});

test('the delay is from the beginning of the fault to what is found first', () => {
  expect(held(errors, refused, moment - 70_000).delayMs).toBe(70);
  expect(held(errors).delayMs).toBeNull();
});

test('an incident must be put down to its cause, in the words that are expected', () => {
  expect(held({ ...errors, cause: 'The service itself failed' }).problems).toEqual([]);
  expect(held({ ...errors, cause: 'The shared address moved' }).problems).toEqual([
    'no incident was put down to "The shared address moved"',
  ]);
});
