import { expect, test } from '@playwright/test';
import { addEvents, CLEAN, changeEvents, contextWith, keystoneRun, timesOf } from '../testing/index.ts';
import { leftOut } from './left-out.ts';

const last = CLEAN.journal.findLast((event) => event.event === 'servers')!;
const forgotten = addEvents({
  ...last,
  t: timesOf('6.4').to,
  servers: last.servers.map((sample) =>
    sample.server === 'keystone2' ? { ...sample, admin: 'drain' as const } : sample,
  ),
});

test('a clean run leaves nothing behind, nor does one that was interrupted and put back', () => {
  expect(leftOut(contextWith())).toEqual([]);
  expect(leftOut(contextWith(keystoneRun({ interruptedAt: 27_000_000 })))).toEqual([]);
});

test('a server that is still drained at the end', () => {
  expect(leftOut(contextWith({ journal: forgotten }))).toMatchObject([
    {
      class: 'left-out',
      severity: 'refuse',
      node: 'controller2',
      title: 'keystone/keystone2 is not as it was: drain, weight 1',
    },
  ]);
});

test('an undo that failed', () => {
  const { journal } = keystoneRun({ interruptedAt: 27_000_000 });
  const cause = { code: 'ssh-failed', message: 'no route to controller2', blame: 'experiment' as const };
  const failed = journal.findIndex((event) => event.event === 'undo-ended');
  const found = leftOut(
    contextWith({ journal: journal.map((event, index) => (index === failed ? { ...event, cause } : event)) }),
  );
  expect(found).toMatchObject([{ node: 'controller2', title: 'keystone@controller2 was not put back' }]);
  expect(found[0]!.detail).toContain('no route to controller2');
});

test('a journal that breaks off says nothing about the end', () => {
  const journal = changeEvents('run-ended', () => null).filter(({ t }) => t < timesOf('3.3').from);
  expect(leftOut(contextWith({ journal }))).toEqual([]);
});

test('where the experiment itself broke, what is left is told and is no verdict', () => {
  const cause = { code: 'haproxy-unreachable', message: 'the socket is gone', blame: 'experiment' as const };
  const journal = forgotten.map((event) =>
    event.event === 'run-ended' ? { ...event, ended: 'failed' as const, cause } : event,
  );
  expect(leftOut(contextWith({ journal }))).toMatchObject([{ node: 'controller2', severity: 'inform' }]);
});
