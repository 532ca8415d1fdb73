import { expect, test } from '@playwright/test';
import { addEvents, contextWith, timesOf } from '../testing/index.ts';
import { cycleFailed } from './cycle-failed.ts';

const cycle = (t: number, outcome: 'ok' | 'failed') =>
  ({
    t,
    event: 'cycle',
    cycle: 'server-life',
    number: 1,
    mark: 'r-1',
    started: t - 1000,
    outcome,
    at: 'active',
    why: 'ERROR',
  }) as const;

test('what was accepted and never done refuses, with the step in which it showed', () => {
  const { from } = timesOf('3.3');
  const [finding, ...more] = cycleFailed(contextWith({ journal: addEvents(cycle(from + 1, 'failed')) }));
  expect(finding).toMatchObject({ class: 'cycle-failed', severity: 'refuse', step: '3.3', count: 1 });
  expect(finding!.detail).toContain('r-1');
  expect(more).toEqual([]);
});

test('completed ones, and failures from before the upgrade, are no finding', () => {
  const { from } = timesOf('1.1');
  const journal = addEvents(cycle(from + 5_000, 'failed'), cycle(timesOf('3.3').from + 1, 'ok'));
  expect(cycleFailed(contextWith({ journal }))).toEqual([]);
});

test('of all who wrote about a request those are quoted who complained, with their complaint', () => {
  const { from, to } = timesOf('3.3');
  const accepted = { call: 'boot-server', t: from + 1, request: 'req-1' };
  const quote = (node: string, text: string) => ({
    ...({ t: to, event: 'quote', service: 'nova', request: 'req-1' } as const),
    ...{ node, text },
  });
  const journal = addEvents(
    { ...cycle(from + 2, 'failed'), accepted },
    quote('a', '1 INFO wsgi [None req-1 me - - default] GET 200'),
    quote(
      'b',
      '1 INFO begun\n2 WARNING utils [None req-1 me - - default] Setting instance to ERROR state\n3 INFO all over',
    ),
  );
  const [finding] = cycleFailed(contextWith({ journal }));
  expect(finding!.detail).toContain('nova on b wrote last: 2 WARNING utils Setting instance to ERROR state');
  expect(finding!.detail).not.toContain('nova on a');
});

test('what was accepted when is told with the ids and the words of whoever accepted it, in the step in which that was', () => {
  const [stopped, later] = [timesOf('2.2'), timesOf('3.3')];
  const accepted = { call: 'unpause-server', t: stopped.from + 1, request: 'req-1' };
  const journal = addEvents(
    { t: 1, event: 'made', by: 'cycle', name: 'server-life', mark: 'r-1', variables: { server: 'server-id' } },
    { ...cycle(later.from + 1, 'failed'), accepted },
    {
      t: later.to,
      event: 'quote',
      service: 'nova-compute',
      node: 'compute1',
      request: 'req-1',
      text: 'first\nAborted',
    },
    { t: later.to, event: 'quote', service: 'nova-compute', node: 'compute1', request: 'req-2', text: 'not this' },
  );
  const [finding] = cycleFailed(contextWith({ journal }));
  expect(finding).toMatchObject({ step: '2.2', node: 'controller1' });
  for (const part of ['server server-id', '"unpause-server" was accepted', 'as req-1', 'compute1 wrote last: Aborted'])
    expect(finding!.detail).toContain(part);
  expect(finding!.detail).not.toContain('not this');
});
