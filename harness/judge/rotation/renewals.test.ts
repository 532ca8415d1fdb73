import { expect, test } from '@playwright/test';
import type { JournalEvent } from '../../journal/index.ts';
import { balancerRestarted, drainLost } from '../findings/index.ts';
import { addEvents, CLEAN, contextWith, timesOf } from '../testing/index.ts';

const { from } = timesOf('2.3');
const anew = from + 1_000;
const servers = CLEAN.journal.filter((event) => event.event === 'servers');
const before = servers.findLast(({ t }) => t <= from)!;
const instance: JournalEvent = {
  t: anew,
  event: 'balancer-instance',
  balancer: 'lb1',
  version: '2.6.12',
  pid: 4712,
  uptimeSeconds: 0,
};
const allReady: JournalEvent = {
  ...before,
  t: anew + 10,
  servers: before.servers.map((server) => ({ ...server, admin: 'ready' as const })),
};
const found = (...events: readonly JournalEvent[]) => {
  const context = contextWith({ journal: addEvents(...events) });
  return [...balancerRestarted(context), ...drainLost(context)].map(({ class: name, severity, step }) => [
    name,
    severity,
    step,
  ]);
};

test('the same process all the time: nothing to tell', () => {
  expect(found()).toEqual([]);
  expect(found({ ...instance, pid: 4711, uptimeSeconds: 60 })).toEqual([]);
});

test('a restart is told, and refuses when a server that users were kept from came back by it', () => {
  expect(before.servers.some(({ admin }) => admin === 'drain')).toBe(true);
  expect(found(instance)).toEqual([['balancer-restarted', 'inform', '2.3']]);
  expect(found(instance, allReady)).toEqual([
    ['balancer-restarted', 'inform', '2.3'],
    ...before.servers.filter(({ admin }) => admin === 'drain').map(() => ['drain-lost', 'refuse', '2.3']),
  ]);
});

test('a server that we ourselves put back meanwhile is not lost', () => {
  const line = before.servers.map(({ backend, server }) => `set server ${backend}/${server} state ready`).join('; ');
  expect(found(instance, allReady, { t: anew + 5, event: 'balancer-told', balancer: 'lb1', line })).toEqual([
    ['balancer-restarted', 'inform', '2.3'],
  ]);
});
