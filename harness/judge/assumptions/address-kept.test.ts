import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { addEvents, CLEAN, contextWith, timesOf } from '../testing/index.ts';
import { addressKept } from './address-kept.ts';

const swap = CLEAN.plan.stages.flatMap(({ steps }) => steps).find(({ act }) => act.kind === 'crossover')!;
const { from, to } = timesOf(swap.id);
const told = (t: number, balancer: string): JournalEvent => ({ t, event: 'balancer-told', balancer, line: 'swap' });
const SWAPPED = [told(from + 1_000, 'lb2'), told(from + 5_000, 'lb1')];
const BEGUN: JournalEvent[] = [
  { t: 1, event: 'address', balancer: 'lb1', holds: true },
  { t: 2, event: 'address', balancer: 'lb2', holds: false },
];
const moved = (since: number): JournalEvent[] => [
  { t: since, event: 'address', balancer: 'lb1', holds: false, since, within: 100 },
  { t: since + 600, event: 'address', balancer: 'lb2', holds: true, since: since + 600, within: 100 },
];
const plan = { ...CLEAN.plan, balancers: ['lb1', 'lb2'] };
const kept = (...events: JournalEvent[]) => addressKept(contextWith({ plan, journal: addEvents(...events) }));

test('holds while the address stays, and when it moves before or after the change of sides', () => {
  expect(kept(...BEGUN, ...SWAPPED)).toMatchObject({ holds: true });
  expect(kept(...BEGUN, ...SWAPPED, ...moved(from - 90_000), ...moved(to + 90_000)).holds).toBe(true);
});

test('does not hold when the address moved between the first load balancer that was told and the last', () => {
  const judged = kept(...BEGUN, ...SWAPPED, ...moved(from + 3_000));
  expect(judged.holds).toBe(false);
  expect(judged.detail).toContain(`while step ${swap.id} changed sides`);
});

test('does not hold when nobody saw who had it meanwhile', () => {
  const unseen: JournalEvent = { t: from - 10, event: 'address-unseen', balancer: 'lb1', message: 'lost' };
  expect(kept(...BEGUN, unseen, ...SWAPPED).holds).toBe(false);
  const again: JournalEvent = { t: from - 5, event: 'address', balancer: 'lb1', holds: true };
  expect(kept(...BEGUN, unseen, again, ...SWAPPED).holds).toBe(true);
});

test('is not measured where several load balancers share nothing that is known', () => {
  expect(kept()).toMatchObject({ holds: true, measured: false });
  expect(addressKept(contextWith())).toMatchObject({ holds: true, detail: 'There is one load balancer.' });
});
