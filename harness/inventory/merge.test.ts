import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mergeInventories } from './merge.ts';
import type { InventoryRow } from './row.ts';
import { survey } from './survey.ts';

const row = (more: Partial<InventoryRow>): InventoryRow => ({
  service: 'nova-api',
  node: 'node1',
  state: 'up',
  enabled: true,
  version: null,
  source: 'ssh node1',
  ...more,
});
const codes = (rows: readonly InventoryRow[], nodes: readonly string[] = ['node1']) =>
  mergeInventories(rows, { nodes }).findings.map(({ code }) => code);

test('all that is said of one service on one node becomes one cell', () => {
  const { cells, findings } = mergeInventories(
    [
      row({ node: 'node10' }),
      row({ node: 'node2', version: '2025.1' }),
      row({ node: 'node2', state: 'unknown', source: 'description' }),
      row({ node: 'node2', source: 'haproxy lb1' }),
      row({ service: 'nova-compute', node: 'node2', source: 'nova services', enabled: false }),
    ],
    { nodes: ['node2', 'node10'] },
  );
  expect(cells.map(({ service, node, state, enabled, versions }) => [service, node, state, enabled, versions])).toEqual(
    [
      ['nova-api', 'node2', 'up', true, ['2025.1']],
      ['nova-api', 'node10', 'up', true, []],
      ['nova-compute', 'node2', 'up', false, []],
    ],
  );
  expect(cells[0]!.rows.map(({ source }) => source)).toEqual(['description', 'haproxy lb1', 'ssh node1']);
  expect(findings).toEqual([]);
});

test('a backend server that no inventory knows', () => {
  expect(codes([row({}), row({ node: 'w9', source: 'haproxy lb1' })])).toEqual(['backend-unknown']);
  expect(codes([row({}), row({ source: 'haproxy lb1' })])).toEqual([]);
});

test('a service that is up but not in rotation', () => {
  for (const balancer of [{ enabled: false }, { state: 'down' as const }])
    expect(codes([row({}), row({ source: 'haproxy lb1', ...balancer })])).toEqual(['out-of-rotation']);
  // What does not run should not be in rotation.
  expect(codes([row({ state: 'down' }), row({ source: 'haproxy lb1', state: 'down' })])).toEqual(['service-down']);
});

test('mixed versions, and code that is installed but does not run', () => {
  expect(codes([row({ version: '2025.1' }), row({ node: 'node2', version: '2026.1' })], ['node1', 'node2'])).toEqual([
    'mixed-versions',
  ]);
  const both = [row({ version: '2026.1' }), row({ source: 'neutron agents', version: '2025.1' })];
  const { findings } = mergeInventories(both, { nodes: ['node1'] });
  expect(findings[0]).toMatchObject({ code: 'restart-pending', service: 'nova-api', node: 'node1' });
  expect(findings[0]!.message).toContain('2025.1 by neutron agents; 2026.1 by ssh node1');
});

test('a node of which nobody knows anything but that it is described', () => {
  const described = row({ node: 'node2', state: 'unknown', source: 'description' });
  expect(mergeInventories([row({}), described], { nodes: ['node1', 'node2'] }).findings).toMatchObject([
    { code: 'node-without-inventory', node: 'node2' },
  ]);
});

test('a service on a node that the lab does not have', () => {
  expect(codes([row({}), row({ node: 'forgotten', source: 'nova services' })])).toEqual(['host-unknown']);
});

test('two sources that contradict each other', () => {
  expect(codes([row({}), row({ source: 'nova services', state: 'down' })])).toEqual(['sources-disagree']);
});

test('active/passive: who waits for his turn may be stopped, as long as the shared name is up', () => {
  const shared = row({ service: 'cinder-volume', node: 'cluster@lvm', source: 'cinder services' });
  const passive = row({ service: 'cinder-volume', state: 'down' });
  expect(codes([shared, passive])).toEqual([]);
  expect(codes([{ ...shared, state: 'down' }, passive])).toEqual(['service-down', 'service-down']);
});

test('a source that does not answer is a finding and hides nothing', async () => {
  const manager = (source: string, collect: () => Promise<InventoryRow[]>) => ({ source, collect });
  const picture = await survey(
    [
      manager('ssh node1', async () => [row({})]),
      manager('nova services', async () => {
        throw new Error('no answer');
      }),
    ],
    ['node1'],
  );
  expect(picture.cells).toHaveLength(1);
  expect(picture.findings).toMatchObject([{ code: 'source-silent', message: expect.stringContaining('no answer') }]);
});

test('the order in which sources answered plays no part', () => {
  const some = fc.record({
    service: fc.constantFrom('a', 'b'),
    node: fc.constantFrom('node1', 'node2', 'x@y'),
    state: fc.constantFrom('up' as const, 'down' as const, 'unknown' as const),
    enabled: fc.boolean(),
    version: fc.constantFrom(null, '2025.1', '2026.1'),
  });
  // A source says one thing of a service on a node.
  const rows = fc
    .array(some, { maxLength: 8 })
    .map((list) => list.map((one, index) => ({ ...one, source: `s${index}` })));
  fc.assert(
    fc.property(
      rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        expect(mergeInventories(shuffled, { nodes: ['node1', 'node2'] })).toEqual(
          mergeInventories(list, { nodes: ['node1', 'node2'] }),
        );
      },
    ),
  );
});
