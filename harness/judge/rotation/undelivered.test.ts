import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { EventOf, ServerSample } from '../../journal/index.ts';
import { blameClear } from '../assumptions/index.ts';
import { exposed } from '../findings/index.ts';
import { changeEvents, contextWith, keystoneRun, timesOf } from '../testing/index.ts';
import { undelivered } from './undelivered.ts';

const BEAT = 250_000;
const { from, to } = timesOf('6.3');

/** The clean run with so many redispatches more, sample by sample, from the beginning of its last watch on. */
const missing = (perBeat: (beat: number) => number, server = 'keystone1') => {
  let beat = 0;
  let sum = 0;
  return changeEvents('counters', (event) => {
    if (event.t >= from) sum += perBeat(beat++);
    const name = `keystone/${server}`;
    return { ...event, servers: { ...event.servers, [name]: { ...event.servers[name], wredis: sum } } };
  });
};
/** The same, and the node does not answer either when it is asked directly. */
const gone: typeof missing = (perBeat) =>
  missing(perBeat).map((event) =>
    event.event === 'direct' && event.node === 'controller1' && event.t >= from ? { ...event, status: null } : event,
  );
const found = (journal: ReturnType<typeof missing>) => exposed(contextWith({ journal }));

test('a server that is gone for seconds, and that no check takes out, is told with its node and step', () => {
  const [finding, ...others] = found(gone((beat) => (beat > 4 && beat < 24 ? 3 : 0)));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    class: 'exposed',
    severity: 'refuse',
    step: '6.3',
    node: 'controller1',
    service: 'keystone',
    count: 57,
  });
  expect(finding!.detail).toContain('lb1 failed 57 times to deliver a request to keystone on controller1');
  expect(finding!.from).toBeGreaterThan(from);
  expect(finding!.to).toBeLessThan(to);
});

test('until the end of the run as well', () => {
  expect(found(gone((beat) => (beat > 4 ? 1 : 0)))).toMatchObject([{ node: 'controller1', step: '6.3' }]);
});

test('a recorder that was not well does not excuse it; a node that answered directly meanwhile makes it doubtful', () => {
  const journal = gone((beat) => (beat > 4 && beat < 24 ? 3 : 0));
  const unwell = journal.map((event) =>
    event.event === 'pulse' ? { ...event, canary: { asked: 5, failed: 5, worstMs: null } } : event,
  );
  expect(found(unwell)).toMatchObject([{ severity: 'refuse', node: 'controller1' }]);
  const there = missing((beat) => (beat > 4 && beat < 24 ? 3 : 0));
  expect(found(there)).toMatchObject([{ severity: 'inform', node: 'controller1' }]);
  expect(blameClear(contextWith({ journal: there }))).toMatchObject({ holds: false });
  expect(blameClear(contextWith({ journal })).holds).toBe(true);
});

test('a moment is none, nor are single ones', () => {
  expect(found(missing((beat) => (beat > 4 && beat < 9 ? 9 : 0)))).toEqual([]);
  expect(found(missing((beat) => (beat % 8 === 0 ? 9 : 0)))).toEqual([]);
  expect(found(missing((beat) => ([4, 8, 12].includes(beat) ? 1 : 0)))).toEqual([]);
});

test('who is kept from users is not in the way of any', () => {
  const journal = missing((beat) => (beat > 4 && beat < 24 ? 3 : 0)).map((event) =>
    event.event === 'servers' && event.t > from - BEAT * 40
      ? { ...event, servers: event.servers.map((one) => ({ ...one, admin: 'drain' as const })) }
      : event,
  );
  expect(found(journal)).toEqual([]);
});

test('where a health check notices it in its usual time, or a step had stopped it, it is told once', () => {
  const journal = gone((beat) => (beat > 4 && beat < 15 ? 3 : 0));
  const last = journal.findLast((event) => event.event === 'servers')!;
  const servers = last.servers.map((one) =>
    one.server === 'keystone1' ? { ...one, operational: 'stopped' as const } : one,
  );
  const noticed = [...journal, { ...last, t: from + 15 * BEAT, servers }].sort((a, b) => a.t - b.t);
  expect(found(noticed)).toMatchObject([
    { node: 'controller1', title: expect.stringContaining('went down by itself') },
  ]);
  const stopped = exposed(contextWith(keystoneRun({ order: 'rolling', skip: ['drain'] })));
  expect(stopped.map(({ title }) => title.includes('was stopped in step'))).toEqual([true, true, true]);
});

test('one that answers others meanwhile is busy, and not gone', () => {
  const journal = missing((beat) => (beat > 4 && beat < 24 ? 3 : 0)).map((event) => {
    if (event.event !== 'counters') return event;
    const name = 'keystone/keystone1';
    return { ...event, servers: { ...event.servers, [name]: { ...event.servers[name]!, hrsp_2xx: event.t } } };
  });
  expect(found(journal)).toEqual([]);
});

test('as walking through every second says, for any counts, answers, restarts of the balancer and drains', () => {
  const beat = fc.record({
    more: fc.constantFrom(0, 0, 1, 4),
    answers: fc.constantFrom(0, 0, 0, 0, 2),
    anew: fc.constantFrom(false, false, false, true),
    well: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(beat, { minLength: 1, maxLength: 60 }), (beats) => {
      let shown = 0;
      const counters: EventOf<'counters'>[] = [counted(0, 0, 0)];
      const samples: EventOf<'servers'>[] = [stateAt(0, true)];
      let answered = 0;
      beats.forEach(({ more, answers, anew, well }, index) => {
        answered += answers;
        const t = (index + 1) * BEAT;
        shown = anew && more < shown ? more : shown + more;
        counters.push(counted(t, shown, answered));
        samples.push(stateAt(t, well));
      });
      const told = undelivered(counters, samples).map((one) => [one.from, one.to, one.attempts]);
      expect(told).toEqual(slowly(beats));
    }),
  );
});

const counted = (t: number, wretr: number, hrsp_4xx: number): EventOf<'counters'> => ({
  ...{ t, event: 'counters', balancer: 'lb1', frontends: {}, backends: {} },
  servers: { 'keystone/keystone1': { wretr, hrsp_4xx, econ: t } },
});

function stateAt(t: number, well: boolean): EventOf<'servers'> {
  const server: ServerSample = {
    ...{ backend: 'keystone', server: 'keystone1', weight: 1, operational: 'running' },
    admin: well ? 'ready' : 'drain',
  };
  return { t, event: 'servers', balancer: 'lb1', servers: [server] };
}

/** Beats with trouble and no answer, joined over pauses of up to a second without one, of at least a second and five attempts. */
function slowly(beats: readonly { more: number; answers: number; well: boolean }[]): number[][] {
  const troubled = beats.map(({ more, answers, well }, index) =>
    well && answers === 0 && (beats[index - 1]?.well ?? true) ? more : 0,
  );
  const spans: number[][] = [];
  troubled.forEach((more, index) => {
    if (more === 0) return;
    const last = troubled.slice(0, index).findLastIndex((before) => before > 0);
    const between = beats.slice(last + 1, index);
    const near = last !== -1 && between.length <= 4 && between.every(({ answers }) => answers === 0);
    const span = near ? spans.at(-1)! : [(index + 1) * BEAT, 0, 0];
    if (!near) spans.push(span);
    span[1] = (index + 1) * BEAT;
    span[2]! += more;
  });
  return spans.filter(([first, last, attempts]) => last! - first! >= 1_000_000 && attempts! >= 5);
}
