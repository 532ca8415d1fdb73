import { expect, test } from '@playwright/test';
import type { ServerState } from '../../lab/index.ts';
import { unequalShares } from './shares.ts';

const SERVERS = ['a', 'b'];
const state = (server: string, weight: number, backend = 'api'): ServerState => ({
  ...{ backend, server, weight, address: '127.0.0.1:1', admin: 'ready', operational: 'running' },
});
const seen = (...weights: readonly (readonly [number, number])[]) =>
  new Map(weights.map(([a, b], index) => [`lb${index + 1}`, [state('a', a), state('b', b), state('c', 99, 'other')]]));

test('shares count, not the numbers that they are written in', () => {
  expect(unequalShares(seen([1, 1]), SERVERS, 'api')).toEqual([]);
  expect(unequalShares(seen([1, 2], [10, 20], [50, 100]), SERVERS, 'api')).toEqual([]);
});

test('each server that gets more on one load balancer than on another is named', () => {
  expect(unequalShares(seen([1, 1], [1, 1], [1, 3]), SERVERS, 'api')).toEqual([
    'a gets 50.0 % of api on lb1, and 25.0 % on lb3',
    'b gets 50.0 % of api on lb1, and 75.0 % on lb3',
  ]);
});

test('a server that one of them does not know gets nothing there', () => {
  const one = new Map([...seen([1, 1]), ['lb2', [state('a', 1)]]]);
  expect(unequalShares(one, SERVERS, 'api')).toEqual([
    'a gets 50.0 % of api on lb1, and 100.0 % on lb2',
    'b gets 50.0 % of api on lb1, and 0.0 % on lb2',
  ]);
});
