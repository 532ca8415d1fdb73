import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { continuation, type JournalEvent, leftMade, lifeOf, MOST_LIVES, nameOfLife, numberOf } from './index.ts';

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
