import { expect, test } from '@playwright/test';
import { labShape } from '../../lab/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { prepare } from './prepare.ts';

const loaded = loadScenario('nova-zero-downtime');
const options = { seed: 1, skip: [] };
const load = { requestsPerSecond: 10, cyclesPerSecond: 0.5, askEverySeconds: 1, patienceFactor: 3, paceFactor: 2 };

test('a lab that takes less gets less, is asked less often, is waited for longer and watched for longer', () => {
  const { profile, scenario } = prepare(loaded, { ...labShape('local', {}), load }, options);
  expect(profile.rate).toBe(10);
  expect(profile.cycles['server-life']!.rate).toBe(0.5);
  const waits = [...profile.cycles['server-life']!.steps, ...profile.companions.guest!.begin].filter(
    (step) => 'until' in step,
  );
  expect(waits.length).toBeGreaterThan(3);
  for (const wait of waits) expect(wait).toMatchObject({ withinSeconds: 90, everySeconds: 1 });
  expect(scenario.pace.baselineSeconds).toBe(loaded.scenario.pace.baselineSeconds * 2);
});

test('whoever asks for a rate and a pace gets these', () => {
  const lab = { ...labShape('local', {}), load };
  const { profile, scenario } = prepare(loaded, lab, { ...options, rate: 77, baseline: 3 });
  expect(profile.rate).toBe(77);
  expect(scenario.pace.baselineSeconds).toBe(3);
});

test('where servers have no inside, nobody is to look at it', () => {
  const lab = labShape('local', {});
  expect(Object.keys(prepare(loaded, lab, options).profile.companions)).toEqual(['guest']);
  expect(prepare(loaded, { ...lab, guests: null }, options).profile.companions).toEqual({});
});

test('what a router forwards is seen where the lab has a command that looks, else the plan says that nobody does', () => {
  const neutron = loadScenario('neutron');
  const without = prepare(neutron, labShape('local', {}), options);
  expect(without.profile.companions).toEqual({});
  expect(without.plan.companions).toEqual([]);
  expect(without.plan.omitted).toEqual([
    'without router: this lab has no command that looks from what neutron-l3-agent made',
  ]);
  const real = prepare(neutron, labShape('openstack', { projects: ['neutron'] }), options);
  expect(Object.keys(real.profile.companions)).toEqual(['router']);
  expect(real.plan.companions).toEqual(['router']);
  expect(real.plan.omitted.join()).not.toContain('router');
});

test('a life that needs what the lab does without is led by nobody, and the plan says so', () => {
  const neutron = loadScenario('neutron');
  const lab = labShape('local', {});
  expect(Object.keys(prepare(neutron, lab, options).profile.cycles)).toContain('network-life');
  const { plan, profile } = prepare(neutron, { ...lab, absent: { 'neutron-l2-agent': 'no network nodes' } }, options);
  expect(Object.keys(profile.cycles)).not.toContain('network-life');
  expect(plan.cycles).not.toContain('network-life');
  expect(plan.omitted).toContain('without network-life: it takes services that this lab does without');
});
