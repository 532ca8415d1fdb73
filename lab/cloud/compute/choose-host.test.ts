import { expect, test } from '@playwright/test';
import { chooseHost } from './choose-host.ts';

const compute = (host: string, more: { up?: boolean; disabled?: boolean } = {}) => ({
  binary: 'nova-compute',
  host,
  up: true,
  disabled: false,
  ...more,
});
const choose = (services: readonly ReturnType<typeof compute>[], load: object = {}, forcedHost: string | null = null) =>
  chooseHost({ services, load: new Map(Object.entries(load)), forcedHost });

test('the emptiest host, and of equal ones always the same', () => {
  expect(choose([compute('b'), compute('a')])).toBe('a');
  expect(choose([compute('a'), compute('b')], { a: 2, b: 1 })).toBe('b');
});

test('none that is down or disabled, and nothing but nova-compute', () => {
  expect(choose([compute('a', { up: false }), compute('b', { disabled: true }), compute('c')], { c: 9 })).toBe('c');
  expect(choose([compute('a', { up: false }), compute('b', { disabled: true })])).toBeUndefined();
  expect(choose([{ ...compute('a'), binary: 'nova-conductor' }])).toBeUndefined();
});

test('a host that was asked for is the only one: disabled does not matter, down does', () => {
  expect(choose([compute('a'), compute('b', { disabled: true })], {}, 'b')).toBe('b');
  expect(choose([compute('a'), compute('b', { up: false })], {}, 'b')).toBeUndefined();
});
