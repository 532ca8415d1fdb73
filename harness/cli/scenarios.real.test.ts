import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Judgement } from '../judge/index.ts';
import { Workplace } from './testing/index.ts';

/** Each procedure as it truly is: most are certified, one is refused for what it does to users. */

const refusals = ({ findings }: Judgement) => findings.filter(({ severity }) => severity === 'refuse');
const broken = ({ assumptions }: Judgement) => assumptions.filter(({ holds }) => !holds);

async function certify(place: Workplace, ...args: string[]): Promise<Judgement> {
  const { stderr } = await place.run('certify', ...args);
  expect(stderr).not.toContain('unexpected');
  return place.verdict;
}

for (const scenario of ['glance', 'cinder', 'neutron', 'nova-rolling', 'nova-zero-downtime', 'openstack'])
  test(`${scenario} is certified, and every life that was begun came to its end`, async () => {
    test.setTimeout(600_000);
    using place = new Workplace();
    const judgement = await certify(place, scenario, '--shape', 'small');
    expect(refusals(judgement)).toEqual([]);
    expect(broken(judgement)).toEqual([]);
    expect(judgement.verdict).toBe('certified');
    for (const { before, after } of judgement.releases) expect([before, after]).toEqual(['2025.1', '2026.1']);
  });

test('nova all at once is refused for its outage, whose bounds hold the time in which no API was there', async () => {
  using place = new Workplace();
  const judgement = await certify(place, 'nova', '--shape', 'small');
  expect(judgement.verdict).toBe('refused');
  expect(new Set(refusals(judgement).map((finding) => finding.class))).toEqual(
    new Set(['errors', 'outage', 'exposed', 'cycle-failed']),
  );
  expect(judgement.companions).toMatchObject([{ name: 'guest', failed: 0 }]);
  // What the lab itself knows: from the end of the last stop of an API to the beginning of the first start.
  const stops = judgement.steps.filter(({ title }) => /^stop nova-api/.test(title));
  const starts = judgement.steps.filter(({ title }) => /^start nova-api/.test(title));
  const leastMs = (starts[0]!.from - stops.at(-1)!.to!) / 1000;
  const worst = judgement.outages.reduce((most, one) => (one.lowerMs > most.lowerMs ? one : most));
  expect(worst.upperMs).toBeGreaterThan(leastMs);
  const mostMs = (starts[0]!.to! - stops.at(-1)!.from) / 1000;
  expect(worst.lowerMs).toBeLessThan(mostMs + 2_000);
});

test('glance in the documented order is refused for version order alone', async () => {
  using place = new Workplace();
  const judgement = await certify(place, 'glance', '--order', 'rolling');
  expect(new Set(refusals(judgement).map((finding) => finding.class))).toEqual(new Set(['version-order']));
  expect(judgement.verdict).toBe('refused');
});

const contractTooEarly = (gate: string): string => `
scenario: early
title: Contract while old code runs
traffic: TRAFFIC
gates: { keystone: [discover] }
limits: { drainSeconds: 30, readySeconds: 10, commandSeconds: 60 }
pace: { baselineSeconds: 2, mixedSeconds: 1, settleSeconds: 2 }
stages:
  - roll:
      - drain: keystone
      - stop: keystone
      - install: keystone
      - { database: expand, of: keystone, on: first }
      - { database: migrate, of: keystone, on: first }
      ${gate}
      - start: keystone
      - rejoin: keystone
`;

function writeScenario(place: Workplace, text: string): string {
  const traffic = join(import.meta.dirname, '../../scenarios/keystone/traffic.yaml');
  writeFileSync(join(place.folder, 'early.yaml'), text.replace('TRAFFIC', traffic));
  return './early.yaml';
}

test('contract that is forced while old code runs is refused, from that step on', async () => {
  using place = new Workplace();
  const file = writeScenario(place, contractTooEarly('- { database: contract, of: keystone, on: first }'));
  const judgement = await certify(place, file, '--order', 'rolling');
  const failed = refusals(judgement).filter((finding) => finding.class === 'errors');
  expect(failed.length).toBeGreaterThan(0);
  expect(judgement.steps.find(({ step }) => step === failed[0]!.step)?.title).toMatch(/contract|start/);
  expect(failed.map(({ title }) => title).join()).toContain('status 500');
});

test('contract that is gated stops before it harms anybody', async () => {
  using place = new Workplace();
  const stages = '  - once: { database: contract, of: keystone, onlyWhenAllUpgraded: true }\n  - roll:';
  const file = writeScenario(place, contractTooEarly('').replace('  - roll:', stages));
  const judgement = await certify(place, file, '--order', 'rolling');
  const [only, ...more] = refusals(judgement);
  expect(more).toEqual([]);
  expect(only).toMatchObject({ class: 'step-failed' });
  expect(only!.detail).toContain('would break keystone on controller1');
  expect(judgement.proof.failed + judgement.proof.unknown).toBe(0);
});

test('without upgrade_levels servers end in ERROR, though every answer was a success', async () => {
  using place = new Workplace();
  const { stdout } = await place.run('lab', 'up', '--shape', 'small', '--projects', 'nova');
  const id = /^lab (\w+) is up/.exec(stdout)![1]!;
  try {
    for (const node of ['controller1', 'controller2', 'controller3'])
      await place.run('lab', 'ssh', '--lab', id, node, 'sed -i \'s/"compute": *"auto"//\' etc/nova.json');
    const judgement = await certify(place, 'nova-zero-downtime', '--lab', id);
    expect(judgement.verdict).toBe('refused');
    expect(new Set(refusals(judgement).map((finding) => finding.class))).toEqual(new Set(['cycle-failed']));
    expect(refusals(judgement)[0]!.detail).toContain('server-is-broken came true');
    expect(judgement.proof.failed + judgement.proof.unknown).toBe(0);
  } finally {
    await place.run('lab', 'down', id);
  }
});
