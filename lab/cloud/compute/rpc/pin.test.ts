import { expect, test } from '@playwright/test';
import { findRelease } from '../release.ts';
import { makePin } from './pin.ts';

const [OLD, NEW] = [findRelease('2025.1'), findRelease('2026.1')];

function pinOf(release: typeof OLD, setting: string | undefined, level: number | undefined) {
  const computes = { lowest: level };
  return { computes, pin: makePin({ release, setting, lowestLevel: () => computes.lowest }) };
}

test('without a level the newest version is sent, whoever is to read it', () => {
  expect(pinOf(NEW, undefined, OLD.level).pin.version()).toBe('6.4');
  expect(pinOf(OLD, undefined, OLD.level).pin.version()).toBe('6.3');
});

test('auto sends what the oldest nova-compute reads', () => {
  expect(pinOf(NEW, 'auto', OLD.level).pin.version()).toBe('6.3');
  expect(pinOf(NEW, 'auto', NEW.level).pin.version()).toBe('6.4');
});

test('old code never sends what it does not know itself', () => {
  expect(pinOf(OLD, 'auto', NEW.level).pin.version()).toBe('6.3');
});

test('what auto has found is remembered until it is told to forget', () => {
  const { computes, pin } = pinOf(NEW, 'auto', OLD.level);
  expect(pin.version()).toBe('6.3');
  computes.lowest = NEW.level;
  expect(pin.version()).toBe('6.3');
  pin.forget();
  expect(pin.version()).toBe('6.4');
});

test('as long as there is no nova-compute, nothing is remembered', () => {
  const { computes, pin } = pinOf(NEW, 'auto', undefined);
  expect(pin.version()).toBe('6.4');
  computes.lowest = OLD.level;
  expect(pin.version()).toBe('6.3');
});

test('a version may be pinned by hand', () => {
  expect(pinOf(NEW, '6.3', NEW.level).pin.version()).toBe('6.3');
});
