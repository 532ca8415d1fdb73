import { expect, test } from '@playwright/test';
import type { CallResult } from '../calls/index.ts';
import { liveThrough } from './life.ts';

test('what is waited for is given up at once when the run is broken off', async () => {
  const ending = new AbortController();
  const asked: string[] = [];
  // A service that is never done: no real one can be relied on to take this long.
  const caller = {
    async call(name: string): Promise<CallResult> {
      asked.push(name);
      if (asked.length === 2) ending.abort();
      return { ok: false, why: `${name}: 404` };
    },
  };
  const steps = [{ until: 'server-is-active', withinSeconds: 3600 }, { call: 'delete-server' }];
  expect(await liveThrough(steps, caller, ending.signal)).toEqual({
    outcome: 'failed',
    at: 'server-is-active',
    why: 'given up: server-is-active: 404',
  });
  expect(asked).toEqual(['server-is-active', 'server-is-active']);
});
