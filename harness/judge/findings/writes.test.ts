import { expect, test } from '@playwright/test';
import { changeEvents, changeRows, contextWith, rowIn, timesOf } from '../testing/index.ts';
import { writeDuplicate, writeLost, writePhantom } from './writes.ts';

const creates = ({ operation }: { operation?: string }): boolean => operation === 'create-project';
const row = rowIn('3.3', 0, creates);
const failing = { outcome: 'failed', server: null } as const;

/** What is found of one write, at both occasions or only at one. */
function found(times: number | undefined, when?: string) {
  return changeEvents('audit', (event) => {
    if (when && event.when !== when) return event;
    const { [row]: _, ...others } = event.marks;
    return { ...event, marks: times === undefined ? others : { ...others, [row]: times } };
  });
}

const all = (change: Parameters<typeof contextWith>[0]) => {
  const context = contextWith(change);
  return [...writeLost(context), ...writeDuplicate(context), ...writePhantom(context)].map((finding) => finding.class);
};

test('a clean run has none, and counts what was acknowledged', () => {
  expect(all({})).toEqual([]);
  expect(contextWith().writes()).toMatchObject({ refused: 0, unknown: 0, acknowledged: expect.any(Number) });
});

test('acknowledged and missing is lost, with the step in which it began', () => {
  expect(writeLost(contextWith({ journal: found(undefined) }))).toMatchObject([
    { class: 'write-lost', severity: 'refuse', step: '3.3', count: 1, exhibits: [{ sequence: row }] },
  ]);
});

test('there after the upgrade and gone after contract is lost too', () => {
  const [finding] = writeLost(contextWith({ journal: found(undefined, 'after contract') }));
  expect(finding!.detail).toContain('(after contract)');
});

test('found twice is a duplicate', () => {
  expect(all({ journal: found(2) })).toEqual(['write-duplicate']);
});

test('refused and found is a phantom; refused and missing is as it should be', () => {
  const rows = changeRows([row], { ...failing, failure: 'status', status: 409 });
  expect(all({ rows, journal: found(1) })).toEqual(['write-phantom']);
  expect(all({ rows, journal: found(undefined) })).toEqual([]);
});

test('never sent and found is a phantom', () => {
  const rows = changeRows([row], { sent: null, end: null, outcome: 'not-sent', failure: 'bound' });
  expect(all({ rows, journal: found(1) })).toEqual(['write-phantom']);
});

test('unknown may be there once or not at all, not twice', () => {
  const rows = changeRows([row], { outcome: 'unknown', failure: 'reset', server: null });
  expect(all({ rows, journal: found(undefined) })).toEqual([]);
  expect(all({ rows, journal: found(1) })).toEqual([]);
  expect(all({ rows, journal: found(2) })).toEqual(['write-duplicate']);
});

test('a gateway that gave up does not know either', () => {
  const rows = changeRows([row], { ...failing, failure: 'status', status: 504 });
  expect(all({ rows, journal: found(1) })).toEqual([]);
});

test('what was not complete when the list was asked for need not be in it', () => {
  const { from } = timesOf('6.1');
  const rows = changeRows([row], { intended: from - 1_000, sent: 100, end: 2_000 });
  expect(all({ rows, journal: found(undefined, 'after the upgrade') })).toEqual([]);
});

test('nobody asked: nothing is known', () => {
  expect(contextWith({ journal: changeEvents('audit', () => null) }).writes()).toBeNull();
});
