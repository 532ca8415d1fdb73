import { expect, test } from '@playwright/test';
import { Profile } from '../../traffic/index.ts';
import { Composition, joinProfiles, joinScenarios, Scenario } from './index.ts';

const limits = { drainSeconds: 1, readySeconds: 1, commandSeconds: 1 };
const pace = { baselineSeconds: 1, mixedSeconds: 1, settleSeconds: 1 };

function part(name: string, changes: object = {}): Scenario {
  return Scenario.parse({
    scenario: name,
    title: name,
    traffic: `${name}.yaml`,
    gates: { [name]: ['log-in'] },
    limits,
    pace,
    stages: [{ roll: [{ stop: name }] }, { title: 'after', once: { audit: 'after' } }],
    ...changes,
  });
}

const whole = Composition.parse({ scenario: 'all', title: 'All', include: ['a', 'b'], rate: 7, limits, pace });

test('scenarios that are joined give a scenario, with their stages in order and by their names', () => {
  const joined = joinScenarios(whole, [part('keystone'), part('glance')]);
  expect(Scenario.parse(joined)).toEqual(joined);
  expect(joined.stages.map(({ title }) => title)).toEqual(['keystone', 'keystone: after', 'glance', 'glance: after']);
  expect(joined.traffic).toEqual(['keystone.yaml', 'glance.yaml']);
  expect(joined.gates).toEqual({ keystone: ['log-in'], glance: ['log-in'] });
  expect(joined.rate).toBe(7);
});

test('each reading has a name of its own, also when all parts call theirs the same', () => {
  const joined = joinScenarios(whole, [part('keystone'), part('glance')]);
  expect(joined.stages.flatMap((stage) => ('once' in stage ? stage.once : []))).toEqual([
    { audit: 'after (keystone)' },
    { audit: 'after (glance)' },
  ]);
  const twice = [{ once: { audit: 'after' } }, { once: { audit: 'after' } }];
  expect(() => part('keystone', { stages: twice })).toThrow('got \\"after\\" twice');
});

test('traffic that two parts share is offered once', () => {
  expect(joinScenarios(whole, [part('a', { traffic: 'x.yaml' }), part('b', { traffic: 'x.yaml' })]).traffic).toEqual([
    'x.yaml',
  ]);
});

test('two gates for one service are a conflict, two that are the same are not', () => {
  const gate = (operation: string) => part('a', { gates: { keystone: [operation] } });
  expect(joinScenarios(whole, [gate('log-in'), gate('log-in')]).gates).toEqual({ keystone: ['log-in'] });
  expect(() => joinScenarios(whole, [gate('log-in'), gate('discover')])).toThrow('one definition of "keystone"');
});

const logIn = { request: 'POST /v3/auth/tokens', service: 'keystone', weight: 1 };

function profile(service: string, changes: object = {}, operations: object = {}): Profile {
  return Profile.parse({
    service,
    rate: 100,
    sessions: 4,
    lanes: { fresh: { share: 1, connection: 'fresh' } },
    login: ['log-in'],
    operations: { 'log-in': logIn, [`list-${service}`]: { request: 'GET /', weight: 3 }, ...operations },
    ...changes,
  });
}

test('joined traffic sends what each part sent alone, as often', () => {
  const joined = joinProfiles([profile('image'), profile('volume', { rate: 40, sessions: 9 })]);
  expect(Profile.parse(joined)).toEqual(joined);
  expect(joined.rate).toBe(140);
  expect(joined.sessions).toBe(9);
  expect(joined.login).toEqual(['log-in']);
  const weights = Object.fromEntries(Object.entries(joined.operations).map(([name, { weight }]) => [name, weight]));
  expect(weights).toEqual({ 'log-in': 35, 'list-image': 75, 'list-volume': 30 });
  expect(joined.operations['list-image']?.service).toBe('image');
  expect(joined.operations['list-volume']?.service).toBe('volume');
});

test('one part alone is left as it is', () => {
  const alone = profile('image');
  expect(joinProfiles([alone])).toBe(alone);
});

test('a log-in that keeps more in one part keeps it in all', () => {
  const token = { token: { header: 'x-subject-token' } };
  const project = { projectId: { body: '/token/project/id' } };
  const keeping = (keep: object) => profile('volume', {}, { 'log-in': { ...logIn, keep } });
  const joined = joinProfiles([keeping(token), keeping({ ...token, ...project })]);
  expect(joined.operations['log-in']?.keep).toEqual({ ...token, ...project });
  expect(() => joinProfiles([keeping(token), keeping({ token: { header: 'x-other' } })])).toThrow(
    'operations: expected one definition of "log-in"',
  );
});

test('two operations, cycles, companions or lanes of one name are a conflict, told with its name', () => {
  const operation = (path: string) => profile('image', {}, { list: { request: `GET ${path}` } });
  expect(() => joinProfiles([operation('/a'), operation('/b')])).toThrow(
    'operations: expected one definition of "list"',
  );
  const cycle = (rate: number) => profile('image', { cycles: { life: { rate, steps: [{ call: 'log-in' }] } } });
  expect(() => joinProfiles([cycle(1), cycle(2)])).toThrow('cycles: expected one definition of "life"');
  const companion = (host: string) => profile('image', { companions: { guest: { probe: { host, expects: 'SSH-' } } } });
  expect(() => joinProfiles([companion('a'), companion('b')])).toThrow(
    'companions: expected one definition of "guest"',
  );
  const lane = (share: number) => profile('image', { lanes: { fresh: { share, connection: 'fresh' } } });
  expect(() => joinProfiles([lane(1), lane(2)])).toThrow('lanes: expected one definition of "fresh"');
});

test('the recorder of joined traffic does what any part needs of it', () => {
  const renew = (everySeconds: number) => ({ renew: { operation: 'log-in', everySeconds } });
  const parts = [profile('image', { ...renew(60), workers: 2 }), profile('volume', renew(20))] as const;
  expect(joinProfiles(parts)).toMatchObject({ ...renew(20), workers: 2, trace: false });
  expect(joinProfiles([...parts, profile('network', { workers: 'auto', trace: true })])).toMatchObject({
    workers: 'auto',
    trace: true,
  });
  expect(joinProfiles([profile('image'), profile('volume')])).not.toHaveProperty('renew');
});

test('what renews a session by one name in one part and by another in the next is a conflict', () => {
  const other = { renew: { operation: 'list-volume', everySeconds: 60 } };
  const parts = [
    profile('image', { renew: { operation: 'log-in', everySeconds: 60 } }),
    profile('volume', other),
  ] as const;
  expect(() => joinProfiles(parts)).toThrow('renew: expected one operation in all that are joined, got "log-in"');
});

test('a rate in phases can’t be joined, but may be that of the whole', () => {
  const shape = { arrivals: 'poisson' as const, phases: [{ rate: 1, seconds: 1 }, { rate: 2 }] };
  expect(() => joinProfiles([profile('image'), profile('volume', { rate: shape })])).toThrow(
    'the traffic of volume has a rate in phases',
  );
  expect(Composition.parse({ ...whole, rate: shape }).rate).toEqual(shape);
});
