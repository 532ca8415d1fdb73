import { expect, test } from '@playwright/test';
import { readOptions, usage } from './options.ts';
import { wrkRate } from './wrk.ts';

const NAMES = ['wrk', 'ledger'];

test('nothing asked: all lines, at length, on the terminal alone', () => {
  expect(readOptions([], NAMES)).toEqual({ only: [], quick: false, json: undefined, markdown: undefined, help: false });
});

test('what is asked', () => {
  const args = ['--only', 'wrk', '--only', 'ledger', '--quick', '--json', 'a', '--markdown', 'b'];
  expect(readOptions(args, NAMES)).toEqual({ only: NAMES, quick: true, json: 'a', markdown: 'b', help: false });
});

test('what cannot be meant is refused with what was expected', () => {
  expect(() => readOptions(['--only', 'speed'], NAMES)).toThrow('expected one of wrk, ledger, got "speed"');
  expect(() => readOptions(['--fast'], NAMES)).toThrow('--fast');
  expect(() => readOptions(['all'], NAMES)).toThrow('all');
  expect(() => readOptions(['--json'], NAMES)).toThrow('--json');
});

test('the help names every line', () => {
  for (const name of NAMES) expect(usage(NAMES)).toContain(name);
});

test('the rate is found in what wrk prints', () => {
  const output = '  84 requests in 2.00s\nSocket errors: read 3\nRequests/sec:  40234.75\nTransfer/sec:   3.26MB\n';
  expect(wrkRate(output)).toBe(40_234.75);
  expect(wrkRate('unable to connect')).toBeUndefined();
});
