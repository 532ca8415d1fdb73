import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openRollcall } from './index.ts';

function rollcallsForTest() {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  const clock = { milliseconds: 1_000_000 };
  const stack = new DisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  return {
    clock,
    open: () => stack.use(openRollcall(join(folder, 'rollcall.db'), () => clock.milliseconds)),
    [Symbol.dispose]: () => stack.dispose(),
  };
}

const compute = { binary: 'nova-compute', host: 'compute1', level: 66, release: '2025.1' };

test('a process is up as long as it reports, as others see it', async () => {
  using rollcalls = rollcallsForTest();
  const [node, api] = [rollcalls.open(), rollcalls.open()];
  const reporting = node.report(compute);
  expect(api.list()).toEqual([
    { ...compute, disabled: false, disabledReason: null, startedAt: 1_000_000, seenAt: 1_000_000, up: true },
  ]);
  rollcalls.clock.milliseconds += 60_000;
  expect(api.list()).toMatchObject([{ up: false }]);
  await expect.poll(() => api.list()).toMatchObject([{ startedAt: 1_000_000, seenAt: 1_060_000, up: true }]);
  reporting[Symbol.dispose]();
  rollcalls.clock.milliseconds += 4_000;
  expect(api.list()).toMatchObject([{ up: true }]);
  rollcalls.clock.milliseconds += 1;
  expect(api.list()).toMatchObject([{ up: false }]);
});

test('disabled is what the operator says, whoever restarts', () => {
  using rollcalls = rollcallsForTest();
  const [node, api] = [rollcalls.open(), rollcalls.open()];
  node.report(compute)[Symbol.dispose]();
  api.disable('nova-compute', 'compute1', 'maintenance');
  node.report({ ...compute, level: 67, release: '2026.1' });
  expect(api.list()).toMatchObject([
    { level: 67, release: '2026.1', disabled: true, disabledReason: 'maintenance', up: true },
  ]);
  api.enable('nova-compute', 'compute1');
  expect(api.list()).toMatchObject([{ disabled: false, disabledReason: null }]);
});

test('the lowest level counts whoever was ever seen, up or down', () => {
  using rollcalls = rollcallsForTest();
  const rollcall = rollcalls.open();
  expect(rollcall.lowestLevel('nova-compute')).toBeUndefined();
  rollcall.report(compute)[Symbol.dispose]();
  rollcall.report({ ...compute, host: 'compute2', level: 67 });
  rollcall.report({ ...compute, binary: 'nova-conductor', level: 60 });
  rollcalls.clock.milliseconds += 3_600_000;
  expect(rollcall.lowestLevel('nova-compute')).toBe(66);
  rollcall.report({ ...compute, level: 67 });
  expect(rollcall.lowestLevel('nova-compute')).toBe(67);
});
