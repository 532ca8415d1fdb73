import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { loadScenario, shippedScenarios } from './index.ts';

const LIMITS = `limits: { drainSeconds: 1, readySeconds: 1, commandSeconds: 1 }
pace: { baselineSeconds: 1, mixedSeconds: 1, settleSeconds: 1 }
`;

function load(files: Record<string, string>, name = 'mine.yaml') {
  const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  try {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return loadScenario(join(folder, name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const TRAFFIC = `service: keystone
rate: 10
sessions: 1
lanes: { fresh: { share: 1, connection: fresh } }
operations: { discover: { weight: 1, request: GET /v3 } }
`;

const scenario = (body: string) => `scenario: mine\ntitle: Mine\ntraffic: traffic.yaml\n${LIMITS}${body}`;

test('every shipped scenario can be read, with its traffic', () => {
  expect(shippedScenarios().length).toBeGreaterThan(6);
  for (const name of shippedScenarios()) expect(loadScenario(name).scenario.scenario).toBe(name);
});

test('the whole control plane offers the traffic of each of its services', () => {
  const { scenario: whole, profile } = loadScenario('openstack');
  const parts = ['keystone', 'glance', 'nova-zero-downtime', 'neutron', 'cinder'].map((name) => loadScenario(name));
  for (const part of parts) {
    expect(Object.keys(profile.operations)).toEqual(expect.arrayContaining(Object.keys(part.profile.operations)));
    expect(Object.keys(profile.cycles)).toEqual(expect.arrayContaining(Object.keys(part.profile.cycles)));
    expect(profile.companions).toMatchObject(part.profile.companions);
    expect(profile.audit).toEqual(expect.arrayContaining(part.profile.audit));
    expect(whole.gates).toMatchObject(part.scenario.gates);
  }
  expect(whole.stages).toHaveLength(parts.reduce((sum, part) => sum + part.scenario.stages.length, 0));
  // Kept in run folders, which are taken elsewhere.
  for (const file of whole.traffic) expect(file).toMatch(/^\.\.\//);
});

test('an operation that the harness is to call and the traffic does not know is told', () => {
  const gate = scenario('gates: { keystone: [log-in] }\nstages: [{ roll: [{ stop: keystone }] }]\n');
  expect(() => load({ 'mine.yaml': gate, 'traffic.yaml': TRAFFIC })).toThrow('has no operation "log-in"');
  const call = scenario('stages: [{ once: { call: [disable], why: disable it } }]\n');
  expect(() => load({ 'mine.yaml': call, 'traffic.yaml': TRAFFIC })).toThrow('has no operation "disable"');
});

test('a scenario that includes itself is told', () => {
  const ring = (other: string) => `scenario: mine\ntitle: Mine\ninclude: [${other}]\n${LIMITS}`;
  expect(() => load({ 'mine.yaml': ring('other.yaml'), 'other.yaml': ring('mine.yaml') })).toThrow('includes itself');
});

test('an included scenario is found from the file that includes it', () => {
  const part = scenario('stages: [{ roll: [{ stop: keystone }] }]\n');
  const whole = `scenario: whole\ntitle: Whole\ninclude: [./mine.yaml]\nrate: 3\n${LIMITS}`;
  const loaded = load({ 'whole.yaml': whole, 'mine.yaml': part, 'traffic.yaml': TRAFFIC }, 'whole.yaml');
  expect(loaded.scenario).toMatchObject({ scenario: 'whole', rate: 3, traffic: ['traffic.yaml'] });
  expect(loaded.profile.rate).toBe(10);
});
