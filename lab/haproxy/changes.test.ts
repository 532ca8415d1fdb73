import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { ServerChange, ServerState } from './api.ts';
import { changeLine } from './changes.ts';

const up = (server: string, admin: ServerState['admin'], backend = 'api'): ServerState => ({
  backend,
  server,
  address: '127.0.0.1:80',
  admin,
  operational: 'running',
  weight: 1,
});
const down = (server: string, admin: ServerState['admin']): ServerState => ({
  ...up(server, admin),
  operational: 'stopped',
});
const to = (state: ServerChange['state'], server: string, backend = 'api') => ({ backend, server, state });
const swapped = ['old1', 'old2', 'old3'].map((server) => to('drain', server));
const commands = (line: string) => line.split('; ').map((command) => command.replace('set server ', ''));

test('in a swap both sides serve for two commands only', () => {
  const states = [1, 2, 3].flatMap((n) => [up(`old${n}`, 'ready'), up(`new${n}`, 'drain')]);
  const changes = [...swapped, to('ready', 'new1'), to('ready', 'new2'), to('ready', 'new3')];
  expect(commands(changeLine(changes, states))).toEqual([
    'api/old3 state drain',
    'api/old2 state drain',
    'api/new1 state ready',
    'api/old1 state drain',
    'api/new2 state ready',
    'api/new3 state ready',
  ]);
});

test('a server that is down is not the one to rely on', () => {
  const states = [down('old1', 'ready'), up('old2', 'ready'), down('new1', 'drain'), up('new2', 'drain')];
  const changes = [to('drain', 'old1'), to('drain', 'old2'), to('ready', 'new1'), to('ready', 'new2')];
  expect(commands(changeLine(changes, states))).toEqual([
    'api/old1 state drain',
    'api/new2 state ready',
    'api/old2 state drain',
    'api/new1 state ready',
  ]);
});

test('each backend is swapped by itself', () => {
  const states = [up('a', 'ready'), up('b', 'drain'), up('a', 'ready', 'web'), up('b', 'drain', 'web')];
  const changes = [to('drain', 'a'), to('maint', 'a', 'web'), to('ready', 'b', 'web'), to('ready', 'b')];
  expect(commands(changeLine(changes, states))).toEqual([
    'api/b state ready',
    'api/a state drain',
    'web/b state ready',
    'web/a state maint',
  ]);
});

test('a server that HAProxy does not have is refused before anything changes', () => {
  for (const server of ['nobody', 'a; shutdown sessions server api/a']) {
    expect(() => changeLine([to('ready', server)], [up('a', 'ready')])).toThrow(
      expect.objectContaining({ code: 'haproxy-refused', message: expect.stringContaining('It has: api/a.') }),
    );
  }
});

test('whatever serves before a swap and shall serve after it: at no point is there no server', () => {
  const server = fc.record({
    admin: fc.constantFrom('ready' as const, 'drain' as const, 'maint' as const),
    operational: fc.constantFrom('running' as const, 'stopped' as const),
    state: fc.option(fc.constantFrom('ready' as const, 'drain' as const, 'maint' as const), { nil: undefined }),
  });
  fc.assert(
    fc.property(fc.array(server, { minLength: 1, maxLength: 8 }), (servers) => {
      const states = servers.map(({ admin, operational }, n) => ({ ...up(`s${n}`, admin), operational }));
      const changes = servers.flatMap(({ state }, n) => (state ? [to(state, `s${n}`)] : []));
      const admin = new Map(states.map((each) => [each.server, each.admin]));
      const serving = () => states.some((each) => each.operational === 'running' && admin.get(each.server) === 'ready');
      const moments = [serving()];
      for (const command of commands(changeLine(changes, states)).filter((text) => text !== '')) {
        const [, name = '', state] = /^api\/(\w+) state (\w+)$/.exec(command) ?? [];
        admin.set(name, state as ServerState['admin']);
        moments.push(serving());
      }
      if (moments[0] && moments.at(-1)) expect(moments).not.toContain(false);
    }),
  );
});
