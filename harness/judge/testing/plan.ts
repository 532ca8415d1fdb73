import { makePlan, type Plan, Scenario } from '../../plan/index.ts';

export interface PlanOptions {
  readonly order?: Plan['order'];
  readonly level?: Plan['level'];
  readonly skip?: readonly string[];
}

export const SERVICE = 'keystone';
export const OLD = '2025.1';
export const NEW = '2026.1';
export const MEMBERS = { controller1: 'keystone1', controller2: 'keystone2', controller3: 'keystone3' };

/** The plan of the Keystone procedure on three controllers, made by the planner itself. */
export function keystonePlan({ order = 'crossover', level = 'real-time', skip = [] }: PlanOptions = {}): Plan {
  return makePlan({ scenario: SCENARIO, lab: LAB, seed: 7, rate: 100, order, level, skip, cycles: [], companions: [] });
}

const SCENARIO = Scenario.parse({
  scenario: 'keystone',
  title: 'Keystone, one controller after the other',
  traffic: 'traffic.yaml',
  gates: { [SERVICE]: ['discover'] },
  limits: { drainSeconds: 30, readySeconds: 60, commandSeconds: 300 },
  pace: { baselineSeconds: 18, mixedSeconds: 4, settleSeconds: 18 },
  stages: [
    {
      roll: [
        { drain: SERVICE },
        { stop: SERVICE },
        { install: SERVICE },
        { database: 'expand', of: SERVICE, on: 'first' },
        { database: 'migrate', of: SERVICE, on: 'first' },
        { start: SERVICE },
        { rejoin: SERVICE },
      ],
    },
    {
      title: 'after',
      once: [
        { audit: 'after the upgrade' },
        { database: 'contract', of: SERVICE, onlyWhenAllUpgraded: true },
        { observe: 'settle' },
        { audit: 'after contract' },
      ],
    },
  ],
});

const none = 'true';
const LAB = {
  releases: { old: OLD, new: NEW },
  nodes: Object.fromEntries(Object.keys(MEMBERS).map((node) => [node, { role: 'controller' }])),
  balancers: { lb1: { adminSocket: '/run/haproxy/lb1.sock' } },
  services: {
    [SERVICE]: {
      project: SERVICE,
      frontend: { url: 'http://127.0.0.1:5000', backend: 'keystone' },
      members: Object.fromEntries(
        Object.entries(MEMBERS).map(([node, server]) => [node, { server, url: 'http://127.0.0.1:5000' }]),
      ),
      commands: { stop: none, start: none, status: none, install: none, release: none, database: {} },
      credentials: {},
    },
  },
};
