import { expect, test } from '@playwright/test';
import { changeLine } from './changes.ts';

test('enabling goes before the rest, each in the order in which it came', () => {
  const line = changeLine([
    { backend: 'api', server: 'old1', state: 'drain' },
    { backend: 'api', server: 'new1', state: 'ready' },
    { backend: 'api', server: 'old2', state: 'maint' },
    { backend: 'web', server: 'new2', state: 'ready' },
  ]);
  expect(line.split('; ')).toEqual([
    'set server api/new1 state ready',
    'set server web/new2 state ready',
    'set server api/old1 state drain',
    'set server api/old2 state maint',
  ]);
});

test('a name cannot smuggle in another command', () => {
  for (const server of ['a; shutdown sessions server b/c', 'a b', 'a/b', '']) {
    expect(() => changeLine([{ backend: 'api', server, state: 'ready' }])).toThrow(
      expect.objectContaining({ code: 'haproxy-refused' }),
    );
  }
});
