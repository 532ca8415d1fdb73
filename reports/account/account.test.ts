import { expect, test } from '@playwright/test';
import { sampleEvidence } from '../../harness/judge/testing/index.ts';
import { binWidth } from './bins.ts';
import { binned, doingsByStep, operationAccounts, runSpan, serverHistories, troubles, undosDone } from './index.ts';
import { quantile } from './quantile.ts';
import { spans } from './servers.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((all, value) => all + value, 0);

test('every request is in one bin, as what went well on a server or as what did not', () => {
  const evidence = sampleEvidence('refused-errors');
  const { ledger } = evidence;
  const bins = binned(ledger, runSpan(evidence), 200);
  expect(bins.count).toBeLessThanOrEqual(200);
  expect(sum(bins.offered)).toBe(ledger.count);
  expect(sum(bins.byServer.flatMap((values) => [...values])) + sum(bins.notOk)).toBe(ledger.count);
  expect(sum(bins.notOk)).toBe(troubles(ledger).length);
  expect(troubles(ledger).length).toBeGreaterThan(0);
});

test('no bin has a worst answer that is better than its p99, nor that than its median', () => {
  const evidence = sampleEvidence('certified');
  const { p50, p99, max } = binned(evidence.ledger, runSpan(evidence), 100);
  for (const [bin, worst] of max.entries())
    if (!Number.isNaN(worst))
      expect([p50[bin], p99[bin], worst]).toEqual([p50[bin], p99[bin], worst].sort((a, b) => a! - b!));
});

test('bins are of a round width, and never more than asked for', () => {
  expect([1e6, 60e6, 3600e6].map((span) => binWidth(span, 350))).toEqual([10_000, 200_000, 30_000_000]);
  expect(Math.ceil(1e13 / binWidth(1e13, 350))).toBeLessThanOrEqual(350);
});

test('a quantile is a value that was measured', () => {
  const values = Float64Array.from([1, 2, 3, 4]);
  expect([0, 0.5, 0.51, 1].map((q) => quantile(values, q))).toEqual([1, 2, 3, 4]);
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
});

test('saying the same again is no change; the last span lasts to the end', () => {
  const changes = [
    { t: 0, value: 'ready' },
    { t: 5, value: 'ready' },
    { t: 7, value: 'drain' },
  ];
  expect(spans(changes, 10)).toEqual([
    { from: 0, to: 7, value: 'ready' },
    { from: 7, to: 10, value: 'drain' },
  ]);
});

test('each server has a history without holes, and its node', () => {
  const evidence = sampleEvidence('refused-version-order');
  const end = runSpan(evidence);
  const histories = serverHistories(evidence, end);
  expect(histories.map(({ server, node }) => `${server} on ${node}`)).toEqual([
    'keystone1 on controller1',
    'keystone2 on controller2',
    'keystone3 on controller3',
  ]);
  for (const { states } of histories) {
    expect(states.map(({ value }) => value)).toContain('drain');
    expect(states.at(-1)?.to).toBe(end);
    for (const [i, { to }] of states.slice(0, -1).entries()) expect(states[i + 1]?.from).toBe(to);
  }
});

test('weight 0 is out of rotation as well as drain', () => {
  const evidence = sampleEvidence('certified');
  const weightless = evidence.journal.map((event) =>
    event.event === 'servers'
      ? {
          ...event,
          servers: event.servers.map((one) =>
            one.admin === 'drain' ? { ...one, admin: 'ready' as const, weight: 0 } : one,
          ),
        }
      : event,
  );
  const states = (journal: typeof evidence.journal) =>
    serverHistories({ ...evidence, journal }, runSpan(evidence)).map((history) => history.states);
  expect(states(weightless)).toEqual(states(evidence.journal));
});

test('operations add up to all that was intended', () => {
  const { ledger } = sampleEvidence('refused-errors');
  const accounts = operationAccounts(ledger);
  expect(sum(accounts.flatMap(({ outcomes }) => Object.values(outcomes)))).toBe(ledger.count);
});

test('what was done stands under the step that did it, and what was undone is told apart', () => {
  const { journal, plan } = sampleEvidence('interrupted');
  const stop = plan.stages.flatMap(({ steps }) => steps).find(({ act }) => act.kind === 'stop')!;
  expect(
    doingsByStep(journal)
      .get(stop.id)
      ?.map(({ event }) => event),
  ).toContain('command');
  const undos = undosDone(journal);
  expect(undos.length).toBeGreaterThan(0);
  for (const { label, from, to } of undos) {
    expect(label).toContain('keystone@controller');
    expect(to).toBeGreaterThanOrEqual(from);
  }
});
