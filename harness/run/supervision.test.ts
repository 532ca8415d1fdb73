import { expect, test } from '@playwright/test';
import type { EventOf, Happening, JournalEvent } from '../journal/index.ts';
import { act } from '../journal/index.ts';
import { type Answer, type Person, Supervisor } from './supervision.ts';

const pulse = (t: number, changed: Partial<EventOf<'pulse'>> = {}): JournalEvent => ({
  t: t * 1000,
  event: 'pulse',
  intended: 100,
  ok: t,
  failed: 0,
  unknown: 0,
  notSent: 0,
  outstanding: 1,
  lateMs: 1,
  loopMs: 1,
  p50Ms: 1,
  p99Ms: 2,
  newest: '2.1',
  wentBack: 0,
  ...changed,
});
const silent = (t: number): JournalEvent => ({ t: t * 1000, event: 'balancer-silent', balancer: 'lb1', message: 'x' });

const step = { id: '1.1', title: 'drain', act: act('drain', {}) };
const contract = { id: '3.1', title: 'contract', act: act('database', { onlyWhenAllRun: '2' }) };

function supervise(onViolation: Answer, person?: Person) {
  const told: Happening[] = [];
  const supervision = { allowance: { failures: 2, outageMs: 1_000 }, onViolation, pauseBefore: ['1.1'], person };
  return { told, supervisor: new Supervisor(supervision, (happening) => told.push(happening)) };
}

const answering = (yes: boolean, answer: 'halt' | 'rollback' | 'continue' = 'halt'): Person => ({
  who: 'test',
  confirms: async () => yes,
  decides: async () => answer,
});

const TRIPS: { trigger: string; events: JournalEvent[] }[] = [
  { trigger: 'budget', events: [pulse(1, { failed: 2 }), pulse(2, { failed: 2, unknown: 1 })] },
  { trigger: 'outage', events: [pulse(1, { ok: 5 }), pulse(900, { ok: 5 }), pulse(1_100, { ok: 5 })] },
  { trigger: 'version-order', events: [pulse(1), pulse(2, { wentBack: 1 })] },
  { trigger: 'instrument', events: [pulse(1, { loopMs: 400 })] },
  { trigger: 'instrument', events: [pulse(1, { lateMs: 400 })] },
  { trigger: 'instrument', events: [silent(0), silent(1_900), silent(2_100)] },
];

for (const [index, { trigger, events }] of TRIPS.entries())
  test(`halts at the last of these events, not before: ${trigger} ${index}`, async () => {
    const { supervisor, told } = supervise('halt', answering(true));
    for (const event of events.slice(0, -1)) supervisor.see(event);
    expect(supervisor.halting.aborted).toBe(false);
    supervisor.see(events.at(-1)!);
    expect(supervisor.halting.aborted).toBe(true);
    expect(told).toMatchObject([{ event: 'violation', trigger, answer: 'halt' }]);
    expect(await supervisor.beforeStep(step)).toMatchObject({
      ended: 'failed',
      cause: { code: `violation-${trigger}`, blame: trigger === 'instrument' ? 'experiment' : 'upgrade' },
    });
  });

test('a balancer that answers again in time is not silent', () => {
  const { supervisor } = supervise('halt');
  const answered = { t: 1, event: 'counters', balancer: 'lb1', frontends: {}, backends: {}, servers: {} } as const;
  for (const event of [silent(0), silent(1_900), answered, silent(2_100)]) supervisor.see(event);
  expect(supervisor.halting.aborted).toBe(false);
});

test('nothing is looked for where nobody would act on it', () => {
  const { supervisor, told } = supervise('continue');
  supervisor.see(pulse(1, { failed: 99 }));
  expect(told).toEqual([]);
});

test('what was given up for a violation ends as that, not as an interruption', () => {
  const { supervisor } = supervise('rollback');
  supervisor.see(pulse(1, { failed: 99 }));
  expect(supervisor.explain({ ended: 'interrupted' })).toMatchObject({ ended: 'failed' });
  expect(supervisor.takesBack).toBe(true);
});

test('who is asked before the next step may go on, or take back', async () => {
  for (const answer of ['continue', 'rollback'] as const) {
    const { supervisor, told } = supervise('ask', answering(true, answer));
    supervisor.see(pulse(1, { failed: 99 }));
    expect(supervisor.halting.aborted).toBe(false);
    const ended = await supervisor.beforeStep(step);
    expect(ended?.ended).toBe(answer === 'continue' ? undefined : 'failed');
    expect(told[0]).toMatchObject({ event: 'violation', answer });
  }
});

test('nobody there to ask: halted', () => {
  const { supervisor } = supervise('ask');
  supervisor.see(pulse(1, { failed: 99 }));
  expect(supervisor.halting.aborted).toBe(true);
});

test('a step that was named, and the point of no return, wait for a yes; others do not', async () => {
  const { supervisor, told } = supervise('continue', answering(false));
  expect(await supervisor.beforeStep(step)).toEqual({ ended: 'interrupted' });
  expect(await supervisor.beforeStep(contract)).toEqual({ ended: 'interrupted' });
  expect(await supervisor.beforeStep({ ...step, id: '1.2' })).toBeUndefined();
  expect(told).toMatchObject([
    { event: 'confirmed', step: '1.1', answer: 'no', who: 'test' },
    { event: 'confirmed', step: '3.1', answer: 'no' },
  ]);
});

test('nobody there: a point of no return is passed, as it was asked for', async () => {
  expect(await supervise('continue').supervisor.beforeStep(contract)).toBeUndefined();
});
