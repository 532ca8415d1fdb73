import { expect, test } from '@playwright/test';
import { addEvents, CLEAN, changeRows, contextWith, rowIn, timesOf } from '../testing/index.ts';
import { errors } from './errors.ts';

const failing = { outcome: 'failed', failure: 'status', status: 500, server: 'keystone3', version: null } as const;

test('a clean run has none', () => {
  expect(errors(contextWith())).toEqual([]);
});

test('one failure is enough, and names step, server, node and probable cause', () => {
  const row = rowIn('2.4');
  const [finding, ...others] = errors(contextWith({ rows: changeRows([row], failing) }));
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    class: 'errors',
    severity: 'refuse',
    title: '1 request failed with status 500 in step 2.4',
    step: '2.4',
    node: 'controller3',
    service: 'keystone',
    count: 1,
    exhibits: [{ sequence: row, status: 500, server: 'keystone3', outcome: 'failed' }],
  });
  expect(finding!.detail).toContain('database schema');
});

test('grouped by step, class and status; at most 20 exhibits, the earliest', () => {
  const rows = CLEAN.rows.map((row) => {
    const { from, to } = timesOf('5.2');
    if (row.intended < from || row.intended > to) return row;
    return row.intended % 2 === 0
      ? { ...row, ...failing }
      : { ...row, ...failing, failure: 'cut' as const, status: null };
  });
  const found = errors(contextWith({ rows }));
  expect(found.map(({ title }) => title.replace(/^\d+/, 'n')).sort()).toEqual([
    'n requests failed with status 500 in step 5.2',
    'n requests got half an answer in step 5.2',
  ]);
  const large = found.find(({ count }) => count > 20)!;
  expect(large.exhibits).toHaveLength(20);
  const sent = large.exhibits.map((exhibit) => exhibit.sent!);
  expect(sent).toEqual([...sent].sort((a, b) => a - b));
  expect(large.from).toBe(sent[0]);
});

test('an unknown write is a failure too, and it says that nobody knows', () => {
  const rows = changeRows([rowIn('3.2')], { outcome: 'unknown', failure: 'reset', server: null });
  expect(errors(contextWith({ rows }))[0]!.detail).toContain('nobody knows whether they were done');
});

test('a client that was served in its old version before and gets 406 after is named as such', () => {
  const rows = changeRows([rowIn('6.3', 0, ({ operation }) => operation === 'discover')], { ...failing, status: 406 });
  const [found] = errors(contextWith({ rows }));
  expect(found!.title).toMatch(/^1 request of clients pinned to an old version failed with status 406/);
  expect(found!.detail).toContain('refused since: discover.');
  const before = rowIn('1.1', 0, ({ operation }) => operation === 'discover');
  const both = rows.map((row, number) => (number === before ? { ...row, ...failing, status: 406 } : row));
  expect(errors(contextWith({ rows: both })).every(({ title }) => !title.includes('pinned'))).toBe(true);
});

test('what was given up because the run ended is none', () => {
  expect(errors(contextWith({ rows: changeRows([rowIn('6.3')], { outcome: 'unknown', failure: 'stopped' }) }))).toEqual(
    [],
  );
});

test('a failure that was over before anything was touched is told, not put on the upgrade', () => {
  expect(errors(contextWith({ rows: changeRows([rowIn('1.1')], failing) }))).toMatchObject([
    { severity: 'inform', step: '1.1' },
  ]);
});

test('a request of the baseline that was cut by the first step is', () => {
  const { to } = timesOf('1.1');
  const row = CLEAN.rows.findLastIndex(({ intended }) => intended < to);
  const rows = changeRows([row], { ...failing, failure: 'cut', end: to + 50_000 - CLEAN.rows[row]!.intended });
  expect(errors(contextWith({ rows }))).toMatchObject([{ severity: 'refuse', step: '1.1' }]);
});

test('names a server that went away in rotation at that time as the cause', () => {
  const { from } = timesOf('1.1');
  const servers = CLEAN.journal.find((event) => event.event === 'servers')!.servers;
  const down = servers.map((sample, index) => ({
    ...sample,
    operational: index === 1 ? ('stopped' as const) : sample.operational,
  }));
  const t = CLEAN.rows[rowIn('2.1')]!.intended + 100;
  // Nobody asked the nodes themselves: otherwise the load balancer's word would stand against theirs.
  const journal = addEvents(
    { t: from + 1, event: 'servers', balancer: 'lb2', servers },
    { t, event: 'servers', balancer: 'lb2', servers: down },
  ).filter(({ event }) => event !== 'direct');
  const rows = changeRows([rowIn('2.1')], { ...failing, status: 503, server: null, sent: 100 });
  expect(errors(contextWith({ rows, journal }))[0]!.detail).toContain('keystone2 went away');
});
