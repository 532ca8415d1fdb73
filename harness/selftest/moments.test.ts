import { expect, test } from '@playwright/test';
import type { Lab } from '../../lab/index.ts';
import { act, type JournalEvent } from '../journal/index.ts';
import type { Plan } from '../plan/index.ts';
import type { Fault, Moment } from './fault.ts';
import { Moments } from './moments.ts';

const STEPS = [
  { id: '1', title: '', act: act('install', { service: 'api', node: 'a' }) },
  { id: '2', title: '', act: act('install', { service: 'compute', node: 'a' }) },
  { id: '3', title: '', act: act('install', { service: 'compute', node: 'b' }) },
];
const plan = { stages: [{ title: '', steps: STEPS }] } as unknown as Plan;
// Nothing can be done to a lab without nodes, and each try is told.
const lab = { nodes: new Map(), balancers: new Map() } as unknown as Lab;

/** After which steps something was tried. */
async function struck(...moments: readonly Moment[]): Promise<string[]> {
  const blows = moments.map((when) => ({ when, blow: { node: 'nowhere', run: 'true' } }));
  const watching = new Moments({ blows } as unknown as Fault);
  const after: string[] = [];
  for (const { id } of STEPS) {
    const before = watching.unplanted.length;
    watching.see({ event: 'step-ended', step: id, t: 0 } as JournalEvent, { lab, plan, ledger: '' });
    await new Promise(setImmediate);
    for (let count = before; count < watching.unplanted.length; count += 1) after.push(id);
  }
  return after;
}

test('a moment is told by the kind of a step, its parameters, and its number among these', async () => {
  expect(await struck({ at: 'ended', kind: 'install' })).toEqual(['1']);
  expect(await struck({ at: 'ended', kind: 'install', nth: 3 })).toEqual(['3']);
  expect(await struck({ at: 'ended', kind: 'install', of: { service: 'compute' } })).toEqual(['2']);
  expect(await struck({ at: 'ended', kind: 'install', of: { service: 'compute' }, nth: 2 })).toEqual(['3']);
  expect(await struck({ at: 'ended', kind: 'install', of: { service: 'compute', node: 'c' } })).toEqual([]);
  expect(await struck({ at: 'started', kind: 'install' })).toEqual([]);
});

test('what falls upon the same moment falls at once', async () => {
  const moment = { at: 'ended', kind: 'install', nth: 2 } as const;
  expect(await struck(moment, moment, { ...moment, nth: 3 })).toEqual(['2', '2', '3']);
});
