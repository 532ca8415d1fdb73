import { expect, test } from '@playwright/test';
import { CLEAN, changeRows, contextWith, keystoneRun, rowIn } from '../testing/index.ts';
import { versionOrder } from './version-order.ts';

const tells = ({ version }: { version?: string | null }): boolean => typeof version === 'string';

test('after a crossover nobody sees a version go back', () => {
  expect(versionOrder(contextWith())).toEqual([]);
});

test('one old answer after a new one refuses, with the pair', () => {
  const row = rowIn('6.3', 10, tells);
  const found = versionOrder(
    contextWith({ rows: changeRows([row], { version: '3.14', server: 'keystone3', session: 99, connection: 99 }) }),
  );
  expect(found).toMatchObject([
    {
      class: 'version-order',
      severity: 'refuse',
      step: '6.3',
      node: 'controller3',
      count: 1,
      exhibits: [{ version: '3.15' }, { version: '3.14', sequence: row }],
    },
  ]);
});

test('a stricter level than the claimed one only informs', () => {
  const found = versionOrder(contextWith(keystoneRun({ order: 'rolling', level: 'session' })));
  expect(found.map(({ title, severity }) => [title.split(':')[0], severity])).toEqual([
    ['Versions went back on one connection', 'refuse'],
    ['Versions went back within one session', 'refuse'],
    ['Versions went back across all clients', 'inform'],
  ]);
});

test('no answer tells a version: nothing to find', () => {
  expect(versionOrder(contextWith({ rows: CLEAN.rows.map((row) => ({ ...row, version: null })) }))).toEqual([]);
});
