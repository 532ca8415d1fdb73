import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { JournalEvent } from '../../journal/index.ts';
import { judge } from '../../judge/index.ts';
import { SAMPLES, sampleEvidence } from '../../judge/testing/index.ts';
import type { Plan } from '../../plan/index.ts';
import { Course } from './course.ts';
import { Scene } from './scene.ts';
import { type SoFar, soFar } from './so-far.ts';

const sceneOf = (plan: Plan, usualMs: ReadonlyMap<string, number> = new Map()): Scene =>
  new Scene({ plan, folder: 'runs/one', usualMs });

const seen = (plan: Plan, journal: readonly JournalEvent[], each?: (scene: Scene) => void): Scene => {
  const scene = sceneOf(plan);
  for (const event of journal) {
    scene.see(event);
    each?.(scene);
  }
  return scene;
};

for (const kind of SAMPLES)
  test(`${kind}: at the end steps stand as the judge has them, and no word before it is a verdict`, () => {
    const evidence = sampleEvidence(kind);
    const said: SoFar[] = [];
    const scene = seen(evidence.plan, evidence.journal, (one) => said.push(soFar(one)));
    const planned = new Set(evidence.plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id)));
    const judged = judge(evidence).steps.filter(({ step }) => planned.has(step));
    const states = scene.steps.all.map(({ id, state }) => [id, state === 'waiting' ? 'not-run' : state]);
    for (const { step, outcome } of judged) {
      const stands = states.find(([id]) => id === step)?.[1];
      // The judge tells what became of a step, the scene also that it was put back since.
      expect(stands === 'put-back' ? outcome : stands, step).toBe(outcome);
    }
    for (const { word, sentence } of said) expect(`${word} ${sentence}`).not.toMatch(/certif|refus|inconclusive/i);
  });

test('harm is told from the moment on in which it is seen, and doubt as doubt', () => {
  const tones = (kind: (typeof SAMPLES)[number]): Set<string> => {
    const { plan, journal } = sampleEvidence(kind);
    const found: string[] = [];
    seen(plan, journal, (scene) => found.push(soFar(scene).tone));
    expect(found.lastIndexOf('plain')).toBeLessThan(found.indexOf('bad') === -1 ? found.length : found.indexOf('bad'));
    return new Set(found);
  };
  expect(tones('certified')).toEqual(new Set(['plain']));
  expect(tones('refused-errors')).toContain('bad');
  expect(tones('inconclusive')).toContain('doubt');
});

test('servers stand as the load balancer has them, with the release on their node', () => {
  const { plan, journal } = sampleEvidence('certified');
  const states = new Set<string>();
  const scene = seen(plan, journal, ({ servers }) => {
    for (const { server, state, release } of servers.all) states.add(`${server} ${state} ${release}`);
  });
  expect(scene.servers.all.map(({ node }) => node)).toEqual(['controller1', 'controller2', 'controller3']);
  expect(scene.servers.all.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready']);
  expect(scene.servers.all.map(({ release }) => release)).toEqual(Array.from({ length: 3 }, () => plan.to));
  expect([...states].some((state) => state.startsWith('keystone1 drain'))).toBe(true);
});

test('a second recorder counts on from what the first one had counted, and versions that went back are harm', () => {
  const { plan } = sampleEvidence('certified');
  const pulse = (t: number, intended: number, wentBack: number): JournalEvent => ({
    ...{ t, event: 'pulse', intended, ok: intended, failed: 0, unknown: 0, notSent: 0, outstanding: 0, wentBack },
    ...{ lateMs: 1, loopMs: 1, p50Ms: 1, p99Ms: 1, newest: '3.14' },
  });
  const taken = { by: 'resume', wall: '2026-01-01T00:00:00Z', gapSeconds: 5, life: 2, harness: '0' } as const;
  const scene = seen(plan, [pulse(1e6, 10, 0), pulse(2e6, 20, 0), { t: 7e6, event: 'continued', ...taken }]);
  expect(soFar(scene).tone).toBe('plain');
  for (const event of [pulse(8e6, 5, 0), pulse(9e6, 9, 3)]) scene.see(event);
  expect(scene.load.totals).toMatchObject({ intended: 29, ok: 29, wentBack: 3 });
  expect(scene.load.perSecond).toBe(4);
  expect(soFar(scene)).toMatchObject({ tone: 'bad', word: 'Harm seen' });
});

test('the course of the load keeps every request in a bounded number of bins', () => {
  const gap = fc.integer({ min: 0, max: 100_000_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(gap, fc.nat(100), fc.nat(5)), { maxLength: 200 }), (pulses) => {
      const course = new Course();
      let t = 0;
      for (const [after, good, bad] of pulses) {
        t += after;
        course.add(t, { good, bad, p50Ms: null, p99Ms: bad, lateMs: 0 });
      }
      const sum = (of: 'good' | 'bad') => course.bins.reduce((total, bin) => total + (bin?.[of] ?? 0), 0);
      expect(sum('good')).toBe(pulses.reduce((total, [, good]) => total + good, 0));
      expect(sum('bad')).toBe(pulses.reduce((total, [, , bad]) => total + bad, 0));
      expect(course.bins.length).toBeLessThanOrEqual(400);
      if (pulses.length > 0) expect(course.bins.length).toBe(Math.floor(t / 1e6 / course.seconds) + 1);
    }),
  );
});

test('the time left is what the last run took for what is left, and nobody guesses without one', () => {
  const { plan, journal } = sampleEvidence('certified');
  const ids = plan.stages.flatMap(({ steps }) => steps.map(({ id }) => id));
  const scene = sceneOf(plan, new Map(ids.map((id) => [id, 10_000])));
  expect(scene.timeLeft).toBe(ids.length * 10_000);
  const first = journal.find((event) => event.event === 'step-started')!;
  scene.see(first);
  scene.see({ t: first.t + 4_000_000, event: 'note', text: 'meanwhile' });
  expect(scene.timeLeft).toBe(ids.length * 10_000 - 4_000);
  scene.see({ t: first.t + 60_000_000, event: 'note', text: 'it takes longer than the last time' });
  expect(scene.timeLeft).toBe((ids.length - 1) * 10_000);
  expect(sceneOf(plan).timeLeft).toBeNull();
  expect(sceneOf(plan, new Map([[ids[0]!, 10_000]])).timeLeft).toBeNull();
});

test('what was undone is put back, and not done', () => {
  const { plan } = sampleEvidence('certified');
  const step = plan.stages[1]!.steps[0]!.id;
  const act = { kind: 'rejoin', params: {} };
  const scene = seen(plan, [
    { t: 1, event: 'step-started', step },
    { t: 2, event: 'undo-registered', undo: 0, subject: 'keystone@controller1', act },
    { t: 3, event: 'step-ended', step, outcome: 'done' },
    { t: 4, event: 'undo-started', undo: 0 },
  ]);
  expect(soFar(scene).word).toBe('Putting back');
  scene.see({ t: 5, event: 'undo-ended', undo: 0 });
  expect(scene.steps.all.find(({ id }) => id === step)?.state).toBe('put-back');
});
