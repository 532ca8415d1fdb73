import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FAILOVERS, labShape, localLabShape } from '../../lab/index.ts';
import { type LoadedScenario, loadScenario, shippedScenarios } from '../scenarios/index.ts';
import { bind } from '../steps/index.ts';
import {
  LEVELS,
  makePlan,
  ORDERS,
  type Order,
  Plan,
  type PlanInputs,
  printPlan,
  Scenario,
  SKIPPABLE,
  withoutBeyond,
} from './index.ts';

const ALL = shippedScenarios().map((name) => loadScenario(name));
const CONTAINERS = labShape('docker', {});
/** Load balancers are nodes only in a lab of containers. */
const ofBalancers = ({ scenario: { gates } }: LoadedScenario) => 'haproxy' in gates;
const SHIPPED = ALL.filter((loaded) => !ofBalancers(loaded));
const KEYSTONE = loadScenario('keystone');

function inputs(changes: Partial<PlanInputs> = {}, { scenario, profile: whole } = KEYSTONE): PlanInputs {
  const { profile, beyond } = withoutBeyond(whole, changes.lab ?? localLabShape());
  return {
    scenario,
    lab: localLabShape(),
    seed: 1,
    rate: scenario.rate ?? profile.rate,
    order: scenario.order,
    level: 'real-time',
    skip: [],
    cycles: Object.keys(profile.cycles),
    companions: Object.keys(profile.companions),
    beyond,
    ...changes,
  };
}

test('of several load balancers no change is one moment: less is claimed unless more is asked for, and it is said', () => {
  const lab = localLabShape({ shape: 'pair' });
  const plan = makePlan(inputs({ lab, level: undefined }));
  expect(plan.level).toBe('connection');
  expect(printPlan(plan)).toContain('lb1, lb2 are told one after the other');
  expect(makePlan(inputs({ lab, level: 'session' })).level).toBe('session');
  // One waits until the address comes to it: nobody is served by both.
  expect(makePlan(inputs({ lab: { ...lab, balancing: 'in-turn' }, level: undefined })).level).toBe('real-time');
  const alone = makePlan(inputs({ level: undefined }));
  expect(alone.level).toBe('real-time');
  expect(printPlan(alone)).not.toContain('one after the other:');
});

test('Tempest runs where the lab has one: before anything is touched, beside the steps, and after', () => {
  const tempest = {
    node: 'n',
    workspace: '/w',
    command: 'tempest',
    concurrency: 1,
    exclude: [{ test: 'x', why: 'no x' }],
  };
  const wanted = { include: ['a'], exclude: [{ test: 'y', why: 'no y' }], limitSeconds: 60 };
  const plan = (when: ('before' | 'during' | 'after')[], skip: string[] = []) => {
    const scenario = { ...KEYSTONE.scenario, tempest: { ...wanted, when } };
    const { stages } = makePlan(inputs({ scenario, skip, lab: { ...localLabShape(), tempest } }));
    return [stages[0]!, stages.at(-1)!].map(({ steps }) => steps.map(({ act }) => act.kind));
  };
  expect(plan(['before', 'during', 'after'])).toEqual([
    ['checks', 'tempest', 'observe', 'tempest-begin'],
    ['tempest-end', 'checks', 'tempest'],
  ]);
  expect(plan(['before', 'after'])).toEqual([
    ['checks', 'tempest', 'observe'],
    ['checks', 'tempest'],
  ]);
  const none = [['checks', 'observe'], ['checks']];
  expect(plan(['before', 'during', 'after'], ['tempest'])).toEqual(none);
  const without = makePlan(inputs({ scenario: { ...KEYSTONE.scenario, tempest: { ...wanted, when: ['before'] } } }));
  expect(without.stages[0]!.steps.map(({ act }) => act.kind)).toEqual(none[0]);
  const [, order] = makePlan(
    inputs({
      scenario: { ...KEYSTONE.scenario, tempest: { ...wanted, when: ['before'] } },
      lab: { ...localLabShape(), tempest },
    }),
  ).stages[0]!.steps;
  expect(order?.act.params.exclude).toEqual([...wanted.exclude, ...tempest.exclude]);
});

test('pressure is a step of its own before the baseline, and leaves one server out', () => {
  const plan = makePlan(inputs({ pressure: { service: 'keystone', share: 0.5 } }));
  const [checks, press, baseline] = plan.stages[0]!.steps;
  expect([checks, press, baseline].map((step) => step?.act.kind)).toEqual(['checks', 'press', 'observe']);
  expect(press?.title).toBe(
    'find out how much keystone can do, then press until the end with 50 % of what 2 of its 3 servers can',
  );
  const lab = localLabShape({ controllers: 1 });
  const alone = inputs({ lab, order: 'all-at-once', pressure: { service: 'keystone', share: 0.5 } });
  expect(() => makePlan(alone)).toThrow(expect.objectContaining({ code: 'too-few-members' }));
});

const options = fc.record({
  order: fc.constantFrom(...ORDERS),
  level: fc.constantFrom(...LEVELS),
  seed: fc.nat(),
  skip: fc.uniqueArray(fc.constantFrom(...SKIPPABLE), { maxLength: 3 }),
  explore: fc.boolean(),
});

const actsOf = ({ stages }: Plan) => stages.flatMap(({ steps }) => steps.map(({ act }) => act));

/** Every order of Keystone, the one that makes most of an order; of all others the default and, where it differs, rolling. */
function reviewed({ scenario }: typeof KEYSTONE): readonly Order[] {
  if (scenario.scenario === 'keystone') return ORDERS;
  return scenario.order === 'crossover' ? ['crossover', 'rolling'] : [scenario.order];
}

for (const loaded of ALL)
  for (const order of reviewed(loaded))
    test(`the ${order} plan of ${loaded.scenario.scenario} is the one that was reviewed`, () => {
      const golden = fileURLToPath(new URL(`./golden/${loaded.scenario.scenario}-${order}.txt`, import.meta.url));
      const lab = ofBalancers(loaded) ? CONTAINERS : localLabShape();
      const printed = printPlan(makePlan(inputs({ order, lab }, loaded)));
      if (process.env.UPDATE_GOLDEN) writeFileSync(golden, printed);
      expect(existsSync(golden)).toBe(true);
      expect(printed).toBe(readFileSync(golden, 'utf8'));
    });

for (const name of ['keystone', 'nova-zero-downtime', 'neutron'])
  test(`the plan of ${name} on real OpenStack is the one that was reviewed`, () => {
    const golden = fileURLToPath(new URL(`./golden/real-${name}.txt`, import.meta.url));
    const loaded = loadScenario(name);
    const printed = printPlan(
      makePlan(inputs({ lab: labShape('openstack', {}), order: loaded.scenario.order }, loaded)),
    );
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, printed);
    expect(existsSync(golden)).toBe(true);
    expect(printed).toBe(readFileSync(golden, 'utf8'));
  });

test('load balancers are upgraded from their releases to theirs, the one that serves last', () => {
  const plan = makePlan(inputs({ lab: CONTAINERS }, loadScenario('haproxy')));
  expect([plan.from, plan.to]).toEqual(['2.6', '3.0']);
  expect(plan.instances).toEqual({ haproxy: { lb1: 'lb1', lb2: 'lb2' } });
  const installs = actsOf(plan).flatMap(({ kind, params }) => (kind === 'install' ? [params] : []));
  expect(installs.map(({ node, from, to }) => [node, from, to])).toEqual([
    ['lb2', '2.6', '3.0'],
    ['lb1', '2.6', '3.0'],
  ]);
  expect(() => makePlan(inputs({}, loadScenario('haproxy')))).toThrow('the scenario names the service "haproxy"');
});

test('where releases differ, each service has its own', () => {
  const { scenario, profile } = loadScenario('haproxy');
  const stages = [...KEYSTONE.scenario.stages, ...scenario.stages.slice(0, 1)];
  const plan = makePlan(inputs({ lab: CONTAINERS }, { scenario: { ...KEYSTONE.scenario, stages }, profile }));
  expect([plan.from, plan.to]).toEqual(['2025.1', '2026.1']);
  expect(plan.releases).toEqual({ haproxy: { from: '2.6', to: '3.0' } });
});

const failingOver = (failover: string, of: string) =>
  Scenario.parse({ ...KEYSTONE.scenario, stages: [{ once: { failover, of } }] });

test('a failover is a step, with its way back, in every way that the lab has', () => {
  for (const by of FAILOVERS) {
    const plan = makePlan(inputs({ lab: CONTAINERS, scenario: failingOver(by, 'lb1') }));
    const act = actsOf(plan).find(({ kind }) => kind === 'failover')!;
    expect(act.params).toMatchObject({ node: 'lb1', by });
    expect(bind(act).undos).toEqual([{ subject: 'address@lb1', act: { kind: 'mend', params: { node: 'lb1', by } } }]);
    expect(printPlan(plan, CONTAINERS)).toContain(bind(act).shows(CONTAINERS)[0]!.words);
  }
});

test('a lab without a shared address, or in which it cannot be lost so, is told before anything is touched', () => {
  const plan = (lab: PlanInputs['lab'], of = 'lb1', by = 'paused') =>
    makePlan(inputs({ lab, scenario: failingOver(by, of) }));
  expect(() => plan(localLabShape())).toThrow('no load balancers in turn');
  expect(() => plan(CONTAINERS, 'lb3')).toThrow('of which lb3 is one');
  expect(() => plan({ ...CONTAINERS, kind: 'existing' })).toThrow('Only a lab of containers can pause lb1');
  const without = { ...CONTAINERS, services: {} };
  expect(() => plan(without, 'lb1', 'keepalived-stopped')).toThrow('no service "keepalived" on lb1');
});

test('checks are made before the baseline, and again when all is done', () => {
  const checks = { suites: ['keystone' as const], files: ['/mine.check.mts'] };
  const acts = actsOf(makePlan(inputs({ scenario: { ...KEYSTONE.scenario, checks } })));
  expect(acts.filter(({ kind }) => kind === 'checks').map(({ params }) => params.when)).toEqual(['before', 'after']);
  expect([acts[0], acts[1]?.params.why]).toMatchObject([{ kind: 'checks', params: checks }, 'baseline']);
  expect(acts.at(-1)).toMatchObject({ kind: 'checks', params: { ...checks, when: 'after' } });
  const none = actsOf(makePlan(inputs({ scenario: { ...KEYSTONE.scenario, checks: false } })));
  expect(none.map(({ kind }) => kind)).not.toContain('checks');
});

test('the same inputs give the same plan, 50 times', () => {
  for (const explore of [false, true]) {
    const plans = new Set(Array.from({ length: 50 }, () => JSON.stringify(makePlan(inputs({ seed: 7, explore })))));
    expect(plans.size).toBe(1);
  }
});

test('any plan can be written down and read back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SHIPPED), options, (loaded, changes) => {
      const plan = makePlan(inputs(changes, loaded));
      expect(Plan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
    }),
  );
});

test('step numbers are unique and in order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SHIPPED), options, (loaded, changes) => {
      const { stages } = makePlan(inputs(changes, loaded));
      expect(stages.map(({ id }) => id)).toEqual(stages.map((_, stage) => `${stage + 1}`));
      expect(stages.flatMap(({ steps }) => steps.map(({ id }) => id))).toEqual(
        stages.flatMap(({ steps }, stage) => steps.map((_, step) => `${stage + 1}.${step + 1}`)),
      );
    }),
  );
});

/** Whatever the order and the seed. */
function holdsForAnyPlan(claim: (plan: Plan) => void): void {
  const chosen = fc.record({ order: fc.constantFrom(...ORDERS), seed: fc.nat(), explore: fc.boolean() });
  fc.assert(
    fc.property(fc.constantFrom(...SHIPPED), chosen, (loaded, changes) => claim(makePlan(inputs(changes, loaded)))),
  );
}

test('every service is stopped, installed and started on each of its nodes, and installed once', () => {
  holdsForAnyPlan((plan) => {
    const done: Record<string, string> = {};
    for (const { kind, params } of actsOf(plan))
      if (['stop', 'install', 'start'].includes(kind))
        done[`${params.service} on ${params.node}`] = `${done[`${params.service} on ${params.node}`] ?? ''} ${kind}`;
    const places = Object.entries(plan.nodes).flatMap(([service, nodes]) =>
      nodes.map((node) => `${service} on ${node}`),
    );
    expect(Object.keys(done).toSorted()).toEqual(places.toSorted());
    // Cinder restarts some of its services once more at the end.
    const other = Object.entries(done).filter(
      ([, kinds]) =>
        !/^( stop install start| stop install start stop install start stop install start)( stop start)?$/.test(kinds),
    );
    expect(other).toEqual([]);
  });
});

test('schema comes before the first new code that needs it, and what has no way back after the last of the old', () => {
  const lab = localLabShape();
  const projectOf = (service: unknown) => lab.services[String(service)]?.project;
  holdsForAnyPlan((plan) => {
    const acts = actsOf(plan);
    for (const project of new Set(Object.keys(plan.nodes).map(projectOf))) {
      const its = acts.filter(({ params }) => projectOf(params.service) === project);
      const first = (kind: string) => its.findIndex((one) => one.kind === kind);
      const phase = (...names: string[]) => its.findIndex(({ params }) => names.includes(String(params.phase)));
      expect(phase('expand', 'sync')).toBeGreaterThanOrEqual(0);
      expect(phase('expand', 'sync')).toBeLessThan(first('start'));
      if (phase('migrate') >= 0) expect(phase('expand')).toBeLessThan(phase('migrate'));
      for (const [index, { params }] of its.entries())
        if (params.onlyWhenAllRun !== undefined) {
          expect(index).toBeGreaterThan(its.findLastIndex(({ kind }) => kind === 'start'));
          expect(index).toBeGreaterThan(its.findLastIndex(({ kind }) => kind === 'rejoin'));
        }
    }
  });
});

test('another seed explores another plan', () => {
  for (const loaded of SHIPPED) {
    const plans = Array.from({ length: 50 }, (_, seed) => makePlan(inputs({ seed, explore: true }, loaded)));
    expect(new Set(plans.map(({ stages }) => JSON.stringify(stages))).size).toBeGreaterThan(40);
  }
});

test('exploring changes the order of nodes and times, may take a node back and upgrade it again, and nothing else', () => {
  const isWayBack = ({ from, to }: Plan, { kind, params }: ReturnType<typeof actsOf>[number]) =>
    kind === 'install' && params.from === to && params.to === from;
  const sorted = (plan: Plan) => {
    const acts = actsOf(plan).filter(
      (act) =>
        ['stop', 'install', 'start'].includes(act.kind) && act.params.node !== undefined && !isWayBack(plan, act),
    );
    return [...new Set(acts.map((act) => JSON.stringify(act)))].toSorted();
  };
  fc.assert(
    fc.property(fc.constantFrom(...SHIPPED), fc.nat(), (loaded, seed) => {
      const [explored, written] = [true, false].map((explore) => makePlan(inputs({ seed, explore }, loaded)));
      expect(sorted(explored!)).toEqual(sorted(written!));
      expect(explored!.stages).toHaveLength(written!.stages.length);
      expect(printPlan(explored!)).toContain(`seed ${seed}, explored`);
    }),
  );
});

test('a node is taken back only while it is out of rotation, and ends with the new release', () => {
  let seen = 0;
  for (let seed = 0; seed < 40; seed++) {
    const plan = makePlan(inputs({ seed, explore: true, order: seed % 2 ? 'rolling' : 'crossover' }));
    const acts = actsOf(plan);
    const back = acts.findIndex(({ kind, params }) => kind === 'install' && params.to === plan.from);
    if (back === -1) continue;
    seen++;
    const { node } = acts[back]!.params;
    const its = (kinds: string[]) =>
      acts
        .map(({ kind, params }, index) => (kinds.includes(kind) && params.node === node ? index : -1))
        .filter((index) => index >= 0);
    expect(its(['drain'])[0]).toBeLessThan(back);
    expect(Math.min(...its(['ready', 'rejoin']))).toBeGreaterThan(back);
    expect(acts.findIndex(({ kind }) => kind === 'crossover')).not.toBeLessThan(plan.order === 'crossover' ? back : -1);
    expect(acts[its(['install']).at(-1)!]!.params.to).toBe(plan.to);
  }
  expect(seen).toBeGreaterThan(5);
});

test('where one node is the active one it stays the last, whatever the seed', () => {
  for (let seed = 0; seed < 20; seed++) {
    const acts = actsOf(makePlan(inputs({ seed, explore: true }, loadScenario('cinder'))));
    const volumes = acts.filter(({ kind, params }) => kind === 'stop' && params.service === 'cinder-volume');
    expect(volumes.at(-1)?.params.node).toBe('controller1');
  }
});

test('what is skipped is not there, and the plan says so', () => {
  const plan = makePlan(inputs({ order: 'rolling', skip: ['drain'] }));
  expect(JSON.stringify(plan.stages)).not.toContain('"kind":"drain"');
  expect(plan.skipped).toEqual(['drain']);
  expect(printPlan(plan)).toContain('EXPERIMENT, left out: drain');
});

test('the thinnest moment is told: rolling keeps all but one, crossover falls to one side', () => {
  const least = (order: Order) => makePlan(inputs({ order })).capacity.keystone;
  expect(least('rolling')).toEqual({ least: 2, of: 3 });
  expect(least('crossover')).toEqual({ least: 1, of: 3 });
  expect(least('half')).toEqual({ least: 1, of: 3 });
  expect(least('all-at-once')).toEqual({ least: 0, of: 3 });
});

function planOf(...stages: object[]): () => Plan {
  return () => makePlan(inputs({ scenario: Scenario.parse({ ...KEYSTONE.scenario, stages }) }));
}

test('a service that the lab does not have, and one that nobody could replace meanwhile, are refused', () => {
  expect(planOf({ roll: [{ stop: 'heat-api' }] })).toThrow('the lab has: keystone');
  const lab = localLabShape();
  const keystoneOnly = lab.services.keystone!;
  const [node, member] = Object.entries(keystoneOnly.members)[0]!;
  const alone = { ...lab, services: { keystone: { ...keystoneOnly, members: { [node]: member } } } };
  expect(() => makePlan(inputs({ lab: alone }))).toThrow('without a second one nobody serves');
});

test('a service that runs on no node of a roll is refused: nothing would happen to it', () => {
  expect(planOf({ roll: [{ stop: ['nova-conductor', 'nova-compute'] }] })).toThrow('nova-compute runs on none of them');
});
