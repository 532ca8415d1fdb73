import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Refusal } from '../../http/index.ts';
import { negotiate, versionText } from './microversion.ts';

const NEWEST = '2.100';
const refusal = (work: () => unknown): Refusal => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('Expected a refusal, got none');
};

test('without a header it is the oldest, with "latest" the newest', () => {
  expect(negotiate({}, NEWEST)).toBe(1);
  expect(negotiate({ 'openstack-api-version': 'compute latest' }, NEWEST)).toBe(100);
  expect(negotiate({ 'x-openstack-nova-api-version': 'latest' }, NEWEST)).toBe(100);
});

test('of a header for several services compute is read, and it goes before the header of old', () => {
  const common = { 'openstack-api-version': 'volume 3.70, compute 2.53' };
  expect(negotiate({ ...common, 'x-openstack-nova-api-version': '2.2' }, NEWEST)).toBe(53);
  const others = { 'openstack-api-version': 'volume 3.70', 'x-openstack-nova-api-version': '2.2' };
  expect(negotiate(others, NEWEST)).toBe(2);
});

test('every version from 2.1 to the newest is accepted as it is, every other is refused with 406', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.nat(200), (major, minor) => {
      const headers = { 'openstack-api-version': `compute ${major}.${minor}` };
      if (major === 2 && minor >= 1 && minor <= 100) {
        expect(versionText(negotiate(headers, NEWEST))).toBe(`2.${minor}`);
      } else if (major > 0) {
        const { status, message } = refusal(() => negotiate(headers, NEWEST));
        expect(status).toBe(406);
        expect(message).toBe(
          `Version ${major}.${minor} is not supported by the API. Minimum is 2.1 and maximum is 2.100.`,
        );
      }
    }),
  );
});

test('what is no version is refused with 400', () => {
  for (const text of ['2', 'two', '2.1.1', '02.1', '2.x']) {
    const { status, message } = refusal(() => negotiate({ 'openstack-api-version': `compute ${text}` }, NEWEST));
    expect(status).toBe(400);
    expect(message).toContain(`API Version String ${text} is of invalid format`);
  }
});
