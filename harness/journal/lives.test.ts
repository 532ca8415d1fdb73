import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import {
  continuation,
  type JournalEvent,
  leftMade,
  lifeOf,
  MOST_LIVES,
  makerOf,
  mayHaveMadeMore,
  nameOfLife,
  numberOf,
} from './index.ts';

const WALL = '2026-01-31T12:00:00.000Z';
const at = (seconds: number) => new Date(Date.parse(WALL) + seconds * 1000);
const started = { t: 0, event: 'run-started', wall: WALL } as JournalEvent;
const note = (t: number): JournalEvent => ({ t, event: 'note', text: '' });
const continued = (t: number, wall: Date, life: number): JournalEvent => ({
  t,
  event: 'continued',
  by: 'resume',
  wall: wall.toISOString(),
  gapSeconds: 0,
  life,
  harness: '1',
});

test('time goes on by what the wall clock says has passed since the last event', () => {
  const { clock, gapSeconds } = continuation([started, note(10e6)], at(25));
  expect(gapSeconds).toBeCloseTo(15);
  expect(clock.now()).toBeGreaterThanOrEqual(25e6);
});

test('a second gap counts from the life before it', () => {
  const journal = [started, note(10e6), continued(25e6, at(25), 2), note(26e6)];
  const { gapSeconds, life } = continuation(journal, at(30));
  expect(gapSeconds).toBeCloseTo(4);
  expect(life).toBe(2);
  expect(lifeOf([started])).toBe(1);
});

test('a wall clock that was set back, or that nobody can read, never turns time back', () => {
  for (const journal of [
    [started, note(10e6)],
    [{ ...started, wall: 'noon' } as JournalEvent, note(10e6)],
  ]) {
    const { clock, gapSeconds } = continuation(journal, at(-3_600));
    expect(gapSeconds).toBe(0);
    expect(clock.now()).toBeGreaterThanOrEqual(10e6);
  }
});

test('marks of all lives of a run have numbers of their own, and other marks have none', () => {
  const life = fc.integer({ min: 1, max: MOST_LIVES });
  const number = fc.nat(2 ** 25 - 1);
  fc.assert(
    fc.property(life, number, life, number, (a, m, b, n) => {
      const one = numberOf('2026-keystone', `${nameOfLife('2026-keystone', a)}-${m}`);
      const other = numberOf('2026-keystone', `${nameOfLife('2026-keystone', b)}-${n}`);
      expect(one).toBeLessThan(2 ** 32);
      expect(one === other).toBe(a === b && m === n);
    }),
  );
  for (const mark of ['2026-keystone-server-life-3', '2026-keystone', '2026-key-3', '2026-keystone-2-17', 'x'])
    expect(numberOf('2026-keystone', mark), mark).toBeUndefined();
});

test('what was made is left until it is deleted, or its life ended well', () => {
  const made = (mark: string, id: string): JournalEvent => ({
    t: 0,
    event: 'made',
    by: 'cycle',
    name: 'life',
    mark,
    variables: { id },
  });
  const cycle = (mark: string, outcome: 'ok' | 'failed') => ({ t: 1, event: 'cycle', mark, outcome }) as JournalEvent;
  const journal = [
    ...[made('a', '1'), made('a', '2'), made('b', '3'), made('c', '4'), made('d', '5')],
    ...[cycle('b', 'ok'), cycle('c', 'failed'), { t: 2, event: 'unmade', mark: 'd' } as JournalEvent],
  ];
  expect(leftMade(journal).map(({ mark, variables }) => [mark, variables.id])).toEqual([
    ['a', '2'],
    ['c', '4'],
  ]);
});

test('cycles and companions are known by their marks, in every life, and nobody else is', () => {
  const makers = { cycles: { life: {}, 'long-life': {} }, companions: { guest: {} } };
  const told = (mark: string) => makerOf('day-nova', mark, makers);
  for (const mark of ['day-nova-life-7', 'day-nova.3-life-12'])
    expect(told(mark)).toEqual({ by: 'cycle', name: 'life' });
  expect(told('day-nova-long-life-1')).toEqual({ by: 'cycle', name: 'long-life' });
  for (const mark of ['day-nova-guest', 'day-nova.2-guest'])
    expect(told(mark)).toEqual({ by: 'companion', name: 'guest' });
  const others = [
    'day-nova-7',
    'day-nova-life',
    'day-nova-2-life-7',
    'day-nov-life-7',
    'other',
    '',
    'day-nova-toString-1',
  ];
  for (const mark of others) expect(told(mark), mark).toBeUndefined();
});

test('after a kill there may be more than was told, until somebody has looked for it', () => {
  const ended: JournalEvent = { t: 0, event: 'run-ended', ended: 'interrupted' };
  const searched: JournalEvent = { t: 0, event: 'searched', found: 1 };
  const resumed = continued(0, at(9), 2);
  const restored = { ...resumed, by: 'restore' } as JournalEvent;
  const open = [
    [started],
    [started, note(1)],
    [started, restored],
    [started, resumed, ended],
    [started, ended, resumed],
  ];
  for (const journal of open) expect(mayHaveMadeMore(journal), JSON.stringify(journal)).toBe(true);
  const settled = [[], [started, ended], [started, ended, restored], [started, restored, searched]];
  for (const journal of settled) expect(mayHaveMadeMore(journal), JSON.stringify(journal)).toBe(false);
  expect(mayHaveMadeMore([started, restored, searched, resumed])).toBe(true);
});
