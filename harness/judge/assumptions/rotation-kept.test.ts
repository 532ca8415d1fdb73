import { expect, test } from '@playwright/test';
import { act, type EventOf, type JournalEvent } from '../../journal/index.ts';
import { addEvents, CLEAN, contextWith, keystoneRun, timesOf } from '../testing/index.ts';
import { rotationKept } from './rotation-kept.ts';

const judged = (journal: readonly JournalEvent[]) => rotationKept(contextWith({ journal }));
const shown = (journal: readonly JournalEvent[]) => journal.filter((event) => event.event === 'servers');

/** The same on both load balancers, but for what the second one is shown as. */
function pairWith(change: (event: EventOf<'servers'>) => EventOf<'servers'> = (event) => event): JournalEvent[] {
  return CLEAN.journal.flatMap((event): JournalEvent[] => {
    if (event.event === 'servers') return [event, change({ ...event, balancer: 'lb2' })];
    return event.event === 'balancer-told' ? [event, { ...event, balancer: 'lb2' }] : [event];
  });
}

/** What one server is shown as from a moment on, and back again at another one. */
function changed(server: string, to: Partial<EventOf<'servers'>['servers'][number]>, at: number, until: number) {
  const before = shown(CLEAN.journal).findLast(({ t }) => t <= at)!;
  const servers = before.servers.map((one) => (one.server === server ? { ...one, ...to } : one));
  return addEvents({ ...before, t: at, servers }, { ...before, t: until });
}

const { from } = timesOf('6.3');

test('holds where the run changed all that was changed, in every order, and when it put everything back', () => {
  for (const order of ['crossover', 'rolling', 'half', 'all-at-once'] as const)
    expect(rotationKept(contextWith(keystoneRun({ order })))).toMatchObject({ holds: true });
  expect(rotationKept(contextWith(keystoneRun({ interruptedAt: 27_000_000 })))).toMatchObject({ holds: true });
  expect(judged(pairWith())).toMatchObject({ holds: true });
});

test('another weight by somebody else: which server, on what, when, and in which step', () => {
  const { holds, detail } = judged(changed('keystone2', { weight: 10 }, from + 1_000_000, from + 4_000_000));
  expect(holds).toBe(false);
  expect(detail).toMatch(
    /^keystone\/keystone2 went from weight 1 to 10 on lb1 by [\d.]+ s \(step 6\.3\), by no command of this run\.$/,
  );
});

test('a drain by somebody else, also one that was taken back, and one right after a command of ours', () => {
  const { holds, detail } = judged(changed('keystone1', { admin: 'drain' }, from + 1_000_000, from + 2_000_000));
  expect(holds).toBe(false);
  expect(detail).toMatch(/^keystone\/keystone1 went from ready to drain on lb1 [^,]+, by no command of this run\.$/);
  // The run itself has drained that server a moment ago, and has put it back since.
  const crossed = timesOf('4.1').from;
  const soon = changed('keystone1', { admin: 'drain' }, crossed + 300_000, crossed + 500_000);
  const drained = timesOf('2.1').from;
  const close = soon.map((event) => (event.t < crossed ? { ...event, t: crossed - (crossed - event.t) / 20 } : event));
  expect(drained).toBeLessThan(crossed);
  expect(judged(close).detail).toContain('went from ready to drain on lb1');
});

test('another weight right after the run has asked for the whole of it, and got it', () => {
  const told = CLEAN.journal.find(({ event }) => event === 'balancer-told')!;
  const { t } = shown(CLEAN.journal).find((event) => event.t > told.t)!;
  const asked: JournalEvent = {
    t: t - 1,
    event: 'balancer-told',
    balancer: 'lb1',
    line: 'set weight keystone/keystone3 100%',
  };
  const weighed = changed('keystone3', { weight: 7 }, t + 200_000, t + 300_000);
  const { holds, detail } = judged([...weighed, asked].sort((a, b) => a.t - b.t));
  expect([holds, detail.includes('keystone3 went from weight 1 to 7')]).toEqual([false, true]);
  // One that was another before, and is put back to what is configured, is the run's doing.
  const other = CLEAN.journal.map((event) =>
    event.event === 'servers' && event.t < t
      ? { ...event, servers: event.servers.map((one) => ({ ...one, weight: one.server === 'keystone3' ? 7 : 1 })) }
      : event,
  );
  expect(judged([...other, asked].sort((a, b) => a.t - b.t)).holds).toBe(true);
  expect(judged(other).holds).toBe(false);
});

test('a line that was written down a little before or after what it did is shown', () => {
  for (const shift of [-1_500_000, 1_500_000]) {
    const journal = CLEAN.journal
      .map((event) => (event.event === 'balancer-told' ? { ...event, t: event.t + shift } : event))
      .sort((a, b) => a.t - b.t);
    expect(judged(journal).holds, `${shift}`).toBe(true);
  }
});

test('a line about one server, or to one load balancer, says nothing of another', () => {
  const without = (wanted: (told: EventOf<'balancer-told'>) => boolean) =>
    pairWith().filter((event) => event.event !== 'balancer-told' || !wanted(event));
  expect(judged(without(({ line }) => line.includes('keystone2'))).detail).not.toContain('keystone1');
  const { holds, detail } = judged(without(({ balancer }) => balancer === 'lb2'));
  expect([holds, detail.includes('on lb1'), detail.includes('on lb2')]).toEqual([false, false, true]);
});

test('what a server of nobody in the plan is shown as, is no matter', () => {
  const servers = (weight: number) => [{ ...shown(CLEAN.journal)[0]!.servers[0]!, server: 'stats1', weight }];
  const journal = CLEAN.journal.map((event) =>
    event.event === 'servers' ? { ...event, servers: [...event.servers, ...servers(event.t > from ? 5 : 1)] } : event,
  );
  expect(judged(journal).holds).toBe(true);
});

test('load balancers that deal out differently for longer than it takes to tell them', () => {
  const apartFor = (microseconds: number) =>
    judged(
      pairWith((event) => {
        const odd = event.servers.map((one) => (one.server === 'keystone3' ? { ...one, weight: 5 } : one));
        return event.t < from - microseconds ? event : { ...event, servers: odd };
      }),
    );
  const { holds, detail } = apartFor(5_000_000);
  expect(holds).toBe(false);
  expect(detail).toMatch(/lb1.* dealt users of keystone out differently from [\d.]+ s to the end\.$/);
});

test('a second balancer that is told a moment later is not apart', () => {
  const late = pairWith().map((event) =>
    'balancer' in event && event.balancer === 'lb2' ? { ...event, t: event.t + 400_000 } : event,
  );
  expect(judged(late.sort((a, b) => a.t - b.t)).holds).toBe(true);
});

test('what was done while nobody looked is nobody’s: a dead harness wrote down neither it nor who did it', () => {
  const told = CLEAN.journal.findIndex(({ event }) => event === 'balancer-told');
  const life: JournalEvent = {
    t: CLEAN.journal[told]!.t,
    event: 'continued',
    by: 'resume',
    wall: '2026-01-31T12:00:00.000Z',
    gapSeconds: 4,
    life: 2,
    harness: '0',
  };
  expect(judged(CLEAN.journal.toSpliced(told, 1)).holds).toBe(false);
  expect(judged(CLEAN.journal.toSpliced(told, 1, life)).holds).toBe(true);
});

test('where somebody else upgrades, changes are his to make', () => {
  const { plan } = CLEAN;
  const watch = { id: '9.1', title: 'watch', act: act('watch', { command: './upgrade.sh', places: [] }) };
  const journal = changed('keystone2', { weight: 10 }, from + 1_000_000, from + 4_000_000);
  const watched = { ...plan, stages: [...plan.stages, { id: '9', title: 'the command', steps: [watch] }] };
  expect(rotationKept(contextWith({ plan: watched, journal })).holds).toBe(true);
});
