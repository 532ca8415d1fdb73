import { expect, test } from '@playwright/test';
import { changeEvents, contextWith, RENEWED, withBalancerUpgraded } from '../testing/index.ts';
import { versionsChanged } from './versions-changed.ts';

test('holds when every node went from the old release to the new one', () => {
  expect(versionsChanged(contextWith()).holds).toBe(true);
});

test('does not hold when a node stayed, began elsewhere, or was not asked again', () => {
  const stayed = changeEvents('release', (event) =>
    event.node === 'controller2' ? { ...event, release: '2025.1' } : event,
  );
  expect(versionsChanged(contextWith({ journal: stayed }))).toMatchObject({
    holds: false,
    detail: 'Expected 2025.1 → 2026.1; keystone on controller2: 2025.1 → 2025.1.',
  });
  const elsewhere = changeEvents('release', (event, index) => (index === 0 ? { ...event, release: '2026.1' } : event));
  expect(versionsChanged(contextWith({ journal: elsewhere })).holds).toBe(false);
  const once = changeEvents('release', (event, index) => (index < 3 ? event : null));
  expect(versionsChanged(contextWith({ journal: once })).detail).toContain('2025.1 → unknown');
});

test('a load balancer must say of itself that it is what was installed', () => {
  expect(versionsChanged(contextWith(withBalancerUpgraded())).holds).toBe(true);
  const back = { t: RENEWED.to, event: 'balancer-instance' as const, balancer: 'lb1', version: '2.6.12', pid: 1 };
  expect(versionsChanged(contextWith(withBalancerUpgraded({ ...back, uptimeSeconds: 0 })))).toMatchObject({
    holds: false,
    detail: expect.stringContaining('lb1 runs 2.6.12'),
  });
});
