import { basename, dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { localLabShape } from '../../../lab/index.ts';
import { filesOf, SUITES, suitesFor } from './suites.ts';

test('only what the lab has is checked', () => {
  expect(suitesFor(localLabShape({ projects: [] }))).toEqual(['every-lab', 'keystone']);
  expect(suitesFor(localLabShape({ projects: ['nova'] }))).toEqual(['every-lab', 'keystone', 'nova']);
  expect(suitesFor(localLabShape())).toEqual(SUITES);
});

test('suites that are asked for, and of those only what the lab has', () => {
  expect(suitesFor(localLabShape({ projects: [] }), ['keystone', 'nova'])).toEqual(['keystone']);
  expect(() => suitesFor(localLabShape(), ['novaa'])).toThrow('no suite of checks "novaa"; there are: cinder,');
});

test('what is for after only is made after only, and everything that is made before is made again', () => {
  const [before, after] = [filesOf(['nova'], 'before'), filesOf(['nova'], 'after')];
  expect(after).toEqual(expect.arrayContaining(before));
  expect(before.map((file) => basename(file))).not.toContain('new-resources.after.ts');
  expect(after.map((file) => basename(file))).toContain('new-resources.after.ts');
  for (const file of after) expect(basename(dirname(file))).toBe('nova');
});
