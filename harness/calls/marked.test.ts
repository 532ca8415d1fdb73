import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated } from '../../lab/testing/index.ts';
import { markedIn } from './marked.ts';

const where = { list: 'list', items: '/volumes', mark: '/name', keep: { volume: '/id', size: '/size' } };
const REAL = JSON.stringify({
  volumes: [
    { id: 'v1', name: 'run-life-1', size: 1 },
    { id: null, name: 'run-life-2' },
  ],
});

test('what is listed, by its name, with what it takes to delete it as far as it is told', () => {
  expect(markedIn(REAL, where)).toEqual([
    { mark: 'run-life-1', variables: { volume: 'v1', size: '1' } },
    { mark: 'run-life-2', variables: {} },
  ]);
});

test('an answer without such a list is told as such, whatever it is', () => {
  for (const body of ['', '{', 'null', '[]', '{"volumes":{}}']) expect(markedIn(body, where)).toBeUndefined();
  fc.assert(
    fc.property(fc.oneof(mutated(REAL), fc.json(), fc.string({ unit: 'binary' })), (body) => {
      for (const { mark, variables } of markedIn(body, where) ?? []) {
        expect(typeof mark).toBe('string');
        expect(Object.keys(variables).every((name) => name in where.keep)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
