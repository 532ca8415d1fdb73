import { expect, test } from '@playwright/test';
import { SHAPES } from '../local/index.ts';
import { makeRoster, memoryOf } from './roster.ts';

const rosterOf = (...names: string[]) => makeRoster(names, SHAPES.default);

test('identity is always there, and stands first', () => {
  expect(rosterOf().projects.map(({ name }) => name)).toEqual(['keystone']);
  expect(rosterOf('glance').projects.map(({ name }) => name)).toEqual(['keystone', 'glance']);
});

test('who needs others gets them, each before whoever needs it', () => {
  const names = rosterOf('nova').projects.map(({ name }) => name);
  expect(names).toEqual(['keystone', 'placement', 'glance', 'neutron', 'nova']);
});

test('hosts are made only for what runs on them', () => {
  expect(rosterOf('keystone').hosts.map(({ name }) => name)).toEqual(['controller1', 'controller2', 'controller3']);
  expect(rosterOf('nova').hosts.map(({ name }) => name)).toEqual([
    ...['controller1', 'controller2', 'controller3'],
    ...['image1', 'image2', 'image3'],
    ...['compute1', 'compute2'],
  ]);
});

test('network nodes are made where neutron itself is wanted, not for those who only ask its API', () => {
  const withNetwork = [...['controller1', 'controller2', 'controller3'], ...['network1', 'network2']];
  expect(rosterOf('neutron').hosts.map(({ name }) => name)).toEqual(withNetwork);
  const all = makeRoster(undefined, SHAPES.default).hosts;
  expect(all.filter(({ role }) => role === 'network').map(({ name }) => name)).toEqual(['network1', 'network2']);
});

test('a project that is none is told', () => {
  expect(() => rosterOf('swift')).toThrow('Expected projects of OpenStack (keystone, placement');
});

test('more takes more memory', () => {
  expect(memoryOf(rosterOf('keystone'))).toBeLessThan(memoryOf(rosterOf('glance')));
  expect(memoryOf(rosterOf('nova'))).toBeGreaterThan(4_000);
});
