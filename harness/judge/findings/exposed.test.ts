import { expect, test } from '@playwright/test';
import type { ServerSample } from '../../journal/index.ts';
import { addEvents, CLEAN, contextWith, keystoneRun, timesOf } from '../testing/index.ts';
import { exposed } from './exposed.ts';

const atStart = CLEAN.journal.find((event) => event.event === 'servers')!.servers;

function seen(t: number, change: (sample: ServerSample) => Partial<ServerSample>) {
  const servers = atStart.map((sample) => ({ ...sample, ...change(sample) }));
  return { t, event: 'servers' as const, balancer: 'lb2', servers };
}

test('drained servers are not exposed when they are stopped', () => {
  expect(exposed(contextWith())).toEqual([]);
});

test('without drain every stop is one, with its step and node, though health checks notice only later', () => {
  const found = exposed(contextWith(keystoneRun({ order: 'rolling', skip: ['drain'] })));
  expect(found.map(({ class: name, severity, step, node }) => [name, severity, step, node])).toEqual([
    ['exposed', 'refuse', '2.1', 'controller1'],
    ['exposed', 'refuse', '3.1', 'controller2'],
    ['exposed', 'refuse', '4.1', 'controller3'],
  ]);
  expect(found[0]!.to).toBeGreaterThan(found[0]!.from!);
});

test('drained on one load balancer of two is exposed on the other', () => {
  const found = exposed(contextWith({ journal: addEvents(seen(4_000, () => ({}))) }));
  expect(found.map(({ step, detail }) => [step, detail.includes('lb2') && !detail.includes('lb1')])).toEqual([
    ['2.2', true],
    ['3.2', true],
    ['5.1', true],
  ]);
});

test('weight 0 is out of rotation as well as drain', () => {
  expect(exposed(contextWith({ journal: addEvents(seen(4_000, () => ({ weight: 0 }))) }))).toEqual([]);
});

test('a server that goes down by itself in rotation is one, and is put on the step under way', () => {
  const { from } = timesOf('6.3');
  const down = seen(from + 5_000, ({ server }) => ({ operational: server === 'keystone2' ? 'stopped' : 'running' }));
  // Looked at by this balancer only after all stops.
  const journal = addEvents(
    seen(from + 1_000, () => ({})),
    down,
  );
  expect(exposed(contextWith({ journal }))).toMatchObject([{ step: '6.3', node: 'controller2', from: from + 5_000 }]);
});

test('a server that is put in rotation while it is still down is none: the balancer waits for its check', () => {
  const { from } = timesOf('6.3');
  const drained = seen(from + 1_000, () => ({ admin: 'drain', operational: 'stopped' }));
  const back = seen(from + 2_000, () => ({ operational: 'stopped' }));
  const still = seen(from + 3_000, () => ({ operational: 'stopped', weight: 2 }));
  expect(exposed(contextWith({ journal: addEvents(drained, back, still) }))).toEqual([]);
});
