import { expect, test } from '@playwright/test';
import { FAILURES } from '../ledger/index.ts';
import { outcomeOf } from './fate.ts';

test('a write that may have arrived and has no complete answer is unknown, and only that', () => {
  const answered = ['none', 'status', 'content', 'schema', 'length', 'checksum', 'bound', 'no-variable', 'local'];
  for (const failure of FAILURES)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'])
      for (const written of [true, false]) {
        const write = method !== 'GET' && method !== 'HEAD';
        const unknown = write && written && !answered.includes(failure);
        expect(outcomeOf(failure, method, written) === 'unknown', `${failure} ${method} ${written}`).toBe(unknown);
      }
});

test('only our own decision, before anything was written, is "not sent"', () => {
  expect(outcomeOf('bound', 'POST', false)).toBe('not-sent');
  expect(outcomeOf('no-variable', 'GET', false)).toBe('not-sent');
  expect(outcomeOf('local', 'GET', false)).toBe('not-sent');
  expect(outcomeOf('stopped', 'POST', false)).toBe('not-sent');
  expect(outcomeOf('stopped', 'GET', true)).toBe('failed');
  expect(outcomeOf('refused', 'POST', false)).toBe('failed');
  expect(outcomeOf('connect-timeout', 'POST', false)).toBe('failed');
  expect(outcomeOf('none', 'POST', true)).toBe('ok');
  expect(outcomeOf('status', 'POST', true)).toBe('failed');
});
