import { expect, test } from '@playwright/test';
import type { ServerSample } from '../journal/index.ts';
import { Onlooker } from './seen.ts';

const sample = (server: string, more: Partial<ServerSample> = {}): ServerSample => {
  return { backend: 'web', server, admin: 'ready', operational: 'running', weight: 1, ...more };
};
const watched = ['a', 'b'].map((server, index) => ({
  service: 'web',
  node: `node${index + 1}`,
  backend: 'web',
  server,
}));

/** Titles of what is seen, sample by sample of one balancer. */
function seen(...samples: readonly ServerSample[][]): string[][] {
  const onlooker = new Onlooker(watched);
  return samples.map((servers) => onlooker.look('lb1', servers).map(({ act, title }) => `${act.kind}: ${title}`));
}

const drained = { admin: 'drain' } as const;
const down = { admin: 'drain', operational: 'stopped' } as const;

test('how things are at first is no step', () => {
  expect(seen([sample('a', drained), sample('b')], [sample('a', drained), sample('b')])).toEqual([[], []]);
});

test('out, down, up and back are steps of one server', () => {
  const b = sample('b');
  expect(
    seen(
      [sample('a'), b],
      [sample('a', drained), b],
      [sample('a', down), b],
      [sample('a', drained), b],
      [sample('a'), b],
    ),
  ).toEqual([
    [],
    ['drain: a out of rotation (drain)'],
    ['stop: a is down, and nobody is sent there'],
    ['start: a is up again'],
    ['rejoin: a back in rotation'],
  ]);
});

test('weight 0 and maint are ways out; in maint nobody checks whether it is up', () => {
  const b = sample('b');
  const maint = { admin: 'maint', operational: 'stopped' } as const;
  expect(seen([sample('a'), b], [sample('a', { weight: 0 }), b])[1]).toEqual(['drain: a out of rotation (weight)']);
  expect(seen([sample('a'), b], [sample('a', maint), b], [sample('a'), b])).toEqual([
    [],
    ['drain: a out of rotation (maint)'],
    ['rejoin: a back in rotation'],
  ]);
});

test('one in and one out at once is a crossover', () => {
  expect(seen([sample('a', drained), sample('b')], [sample('a'), sample('b', drained)])[1]).toEqual([
    'crossover: a in, b out',
  ]);
});

test('one that goes down while users are sent to it is no step', () => {
  expect(seen([sample('a'), sample('b')], [sample('a', { operational: 'stopped' }), sample('b')])[1]).toEqual([]);
});

test('of two balancers, both must keep users away', () => {
  const onlooker = new Onlooker(watched);
  const both = [sample('a'), sample('b')];
  onlooker.look('lb1', both);
  onlooker.look('lb2', both);
  expect(onlooker.look('lb1', [sample('a', drained), sample('b')])).toEqual([]);
  expect(onlooker.look('lb2', [sample('a', drained), sample('b')]).map(({ act }) => act.kind)).toEqual(['drain']);
});
