import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Trouble } from '../../lab/faults/trouble/index.ts';
import { localLabShape } from '../../lab/index.ts';
import { ASSUMPTION_NAMES, DISAGREEMENTS, FINDING_CLASSES } from '../judge/index.ts';
import { makePlan } from '../plan/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { FAULTS } from './faults/index.ts';
import { plant } from './planting.ts';

test('every fault has a name of its own, and some are quick', () => {
  const names = FAULTS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(FAULTS.filter(({ quick }) => quick).length).toBeGreaterThan(3);
});

test('what is expected is something that the judge can say', () => {
  for (const { name, expect: expected } of FAULTS) {
    const { verdict, findings = [], also = [], broken = [], alsoBroken = [], reconciled = [] } = expected;
    for (const one of [...findings.map((finding) => finding.class), ...also])
      expect(FINDING_CLASSES, name).toContain(one);
    for (const one of [...broken, ...alsoBroken]) expect(ASSUMPTION_NAMES, name).toContain(one);
    for (const one of reconciled) expect(DISAGREEMENTS, name).toContain(one);
    expect(verdict === 'refused', name).toBe(findings.length > 0);
    expect(verdict === 'inconclusive', name).toBe(broken.length > 0);
  }
});

test('troubles are such as a service can read', () => {
  for (const flaw of FAULTS.flatMap(({ flaws = [] }) => flaws))
    if ('trouble' in flaw) expect(Trouble.safeParse(flaw.trouble).error).toBeUndefined();
});

test('every fault changes something: the plan, what is carried out, what the harness goes by, or the lab', () => {
  for (const { name, scenario, flaws = [], blows = [], changes = {}, options = {} } of FAULTS) {
    const planting = plant(name, scenario);
    const loaded = planting.scenario(loadScenario(scenario));
    const plan = makePlan({
      scenario: loaded.scenario,
      lab: localLabShape(),
      seed: 1,
      rate: 200,
      order: planting.options({}).order ?? loaded.scenario.order,
      level: 'real-time',
      skip: [],
      cycles: [],
      companions: [],
    });
    if (changes.plan) expect(planting.plan(plan), name).not.toEqual(plan);
    if (changes.carriedOut) expect(planting.carriedOut(plan), name).not.toEqual(plan);
    expect(
      flaws.length + blows.length + Object.keys(changes).length + Object.keys(options).length,
      name,
    ).toBeGreaterThan(0);
  }
});

test('the track record has them all, each with the command that shows it, and no other', () => {
  const text = readFileSync(new URL('../../docs/track-record.md', import.meta.url), 'utf8');
  const commands = [...text.matchAll(/`unbroken (certify \S+ --plant \S+)`/g)].map(([, command]) => command);
  expect(commands.sort()).toEqual(FAULTS.map(({ name, scenario }) => `certify ${scenario} --plant ${name}`).sort());
});

test('a name that nobody knows is told, with those that there are', () => {
  expect(() => plant('no-such-fault', 'keystone')).toThrow('no fault "no-such-fault"');
});

test('a fault is planted where it means something', () => {
  expect(() => plant('hang', 'glance')).toThrow('hang is planted in keystone, not in glance');
});

test('the command line has the last word', () => {
  const { options } = plant('error-burst-20-ms', 'keystone');
  expect(options({})).toMatchObject({ rate: 400, settle: 3 });
  expect(options({ rate: 50, settle: 9 })).toMatchObject({ rate: 50, settle: 9 });
});
