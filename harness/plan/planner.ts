import { isDeepStrictEqual } from 'node:util';
import { type Failover, failoverOf, type LabShape } from '../../lab/index.ts';
import type { Rate } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { type Act, act, servicesOf } from '../journal/index.ts';
import { bind } from '../steps/index.ts';
import { omissions, withoutAbsent } from './absent.ts';
import { leastInRotation } from './capacity.ts';
import { AS_WRITTEN, type Choices, exploring } from './explore.ts';
import { planned } from './offer.ts';
import { type Draft, rollInOrder, together } from './orders.ts';
import type { Level, Order, Plan, Stage } from './plan.ts';
import { withRetry } from './retry.ts';
import type { Once, RollStep, Scenario, StageOfScenario } from './scenario.ts';
import { knownService, releasesOf, type Site, serverOn } from './take.ts';
import { wholeProjects } from './whole-projects.ts';

export interface PlanInputs {
  readonly scenario: Scenario;
  readonly lab: LabShape;
  readonly seed: number;
  readonly rate: Rate;
  readonly order: Order;
  /** If not said: the strictest that the lab can keep. */
  readonly level?: Level | undefined;
  /** Kinds of step to leave out, for experiments. */
  readonly skip: readonly string[];
  /** Names of the traffic's cycles, as far as this lab has them. */
  readonly cycles: readonly string[];
  /** Names of its companions, likewise. */
  readonly companions: readonly string[];
  /** What of these two it does without, and why. */
  readonly beyond?: Readonly<Record<string, string>>;
  /** Load that presses meanwhile: on which service, with which share of what it can do without one of its servers. */
  readonly pressure?: { readonly service: string; readonly share: number } | undefined;
  /** The seed decides, within what the scenario allows: which node is next, and how long to wait where. */
  readonly explore?: boolean | undefined;
}

/** Pure: the same inputs give the same plan, to the letter. */
export function makePlan(asked: PlanInputs): Plan {
  const inputs = { ...asked, scenario: withoutAbsent(asked.scenario, asked.lab) };
  const { scenario, lab, seed, rate, order, skip, cycles, companions, beyond = {}, explore = false } = inputs;
  const balancers = Object.keys(lab.balancers);
  const choices = explore ? exploring(seed) : AS_WRITTEN;
  const asWritten = scenario.stages.flatMap((stage) => draft(stage, inputs, choices));
  const whole = lab.strategy?.grenade && wholeProjects(asWritten, lab, resourcesNode(lab));
  const upgrading = whole?.drafts ?? withRetry(asWritten, choices.retried);
  const resources = (part: string, when: string): Act[] => {
    const node = resourcesNode(lab);
    if (!whole || whole.projects.length === 0 || node === false || skip.includes('resources')) return [];
    return [act('resources', { part, when, projects: whole.projects, node })];
  };
  const drafts: Draft[] = [
    {
      title: 'before',
      acts: [
        ...checks('before', scenario),
        ...resources('create', 'before'),
        ...resources('verify', 'before'),
        ...tempest('before', inputs),
        ...press(inputs),
        act('observe', { seconds: scenario.pace.baselineSeconds, why: 'baseline' }),
        ...tempestBegin(inputs),
      ],
    },
    ...upgrading,
    {
      title: 'checks',
      acts: [
        ...tempestEnd(inputs),
        ...checks('after', scenario),
        ...resources('verify', 'after'),
        ...resources('destroy', 'after'),
        ...tempest('after', inputs),
      ],
    },
  ];
  const stages = number(
    drafts.map(({ title, acts }) => ({ title, acts: choices.pauses(acts.filter(({ kind }) => !skip.includes(kind))) })),
  );
  const upgraded = upgradedServices(stages);
  const common = releasesOfAll(lab, upgraded);
  const called = upgraded.filter((service) => knownService(lab, service).frontend);
  return {
    format: 1,
    scenario: scenario.scenario,
    title: scenario.title,
    order,
    level: inputs.level ?? keepable(lab),
    seed,
    explore,
    ...planned(rate),
    ...common,
    nodes: Object.fromEntries(upgraded.map((service) => [service, Object.keys(knownService(lab, service).members)])),
    members: Object.fromEntries(called.map((service) => [service, serversOf(lab, service)])),
    releases: Object.fromEntries(
      upgraded.flatMap((service) => {
        const its = releasesOf(lab, service);
        return isDeepStrictEqual(its, common) ? [] : [[service, its]];
      }),
    ),
    instances: instancesOf(lab, upgraded),
    balancers,
    cycles: [...cycles],
    companions: [...companions],
    by: Object.entries(lab.strategy ?? {}).find(([, its]) => its !== undefined)?.[0] ?? 'commands',
    byItself: [...(whole?.leftOut ?? [])],
    omitted: omissions(asked.scenario, beyond, lab),
    byServer: called.filter((service) => knownService(lab, service).versions === 'by-server'),
    skipped: [...skip],
    capacity: Object.fromEntries(
      called.map((service) => [service, leastInRotation(stages, service, Object.keys(serversOf(lab, service)))]),
    ),
    stages,
  };
}

/** Several load balancers change sides one after the other. Where all of them serve, a client may meet both sides meanwhile. */
const keepable = ({ balancers, balancing }: LabShape): Level =>
  Object.keys(balancers).length > 1 && balancing !== 'in-turn' ? 'connection' : 'real-time';

/** Those that all have, where they have the same ones: load balancers have others than what stands behind them. */
function releasesOfAll(lab: LabShape, upgraded: readonly string[]): { from: string; to: string } {
  const [first, ...others] = upgraded.map((service) => releasesOf(lab, service));
  if (first && others.every((other) => isDeepStrictEqual(other, first))) return first;
  return { from: lab.releases.old, to: lab.releases.new };
}

function instancesOf(lab: LabShape, upgraded: readonly string[]): Plan['instances'] {
  const found: Plan['instances'] = {};
  for (const service of upgraded)
    for (const [node, { balancer }] of Object.entries(knownService(lab, service).members))
      if (balancer !== undefined) found[service] = { ...found[service], [node]: balancer };
  return found;
}

function draft(stage: StageOfScenario, inputs: PlanInputs, choices: Choices): Draft[] {
  const { scenario, lab, order } = inputs;
  if ('once' in stage)
    return [{ title: stage.title ?? 'once', acts: stage.once.map((step) => once(step, scenario, lab)) }];
  const steps = 'roll' in stage ? stage.roll : stage.together;
  const site = siteOf(steps, stage, inputs, choices);
  const drafts =
    'roll' in stage
      ? rollInOrder(stage.order ?? order, steps, stage.batch, site)
      : [together('all nodes', steps, site)];
  if (order !== 'all-at-once' && 'roll' in stage && steps.some((step) => 'drain' in step) && site.nodes.length < 2)
    throw new UsageError(
      'too-few-members',
      `${namedServices(steps)[0]} runs on ${site.nodes.length} node; without a second one nobody serves while it is upgraded`,
      'use --order all-at-once to measure how long it is away',
    );
  return drafts.map((one) => (stage.title ? { ...one, title: `${stage.title}: ${one.title}` } : one));
}

function siteOf(
  steps: readonly RollStep[],
  stage: StageOfScenario,
  { scenario, lab }: PlanInputs,
  choices: Choices,
): Site {
  const { limits, pace } = scenario;
  const nodes = nodesOf(steps, lab);
  const backwards = 'roll' in stage && stage.backwards;
  return {
    lab,
    // The first node is the active one then: whatever the order of the others, it comes last.
    nodes: backwards ? [...choices.order(nodes.slice(1).toReversed()), nodes[0]!] : choices.order(nodes),
    drainSeconds: limits.drainSeconds,
    observe: (why) =>
      pace.mixedSeconds > 0 ? [act('observe', { seconds: choices.dwell(pace.mixedSeconds), why })] : [],
    crossover: (service, enter, leave) =>
      act('crossover', { service, enter, leave, limitSeconds: limits.drainSeconds }),
    failover: (node, by) => failover(node, by, scenario, lab),
  };
}

function namedServices(steps: readonly RollStep[]): string[] {
  const KEYS = ['drain', 'rejoin', 'stop', 'install', 'start', 'restart', 'reload', 'ready'];
  return steps.flatMap((step) =>
    Object.entries(step).flatMap(([key, value]) => (KEYS.includes(key) ? (value as string | string[]) : [])),
  );
}

/** A roll goes over the nodes of the service that it names first. */
function nodesOf(steps: readonly RollStep[], lab: LabShape): string[] {
  const [first, ...others] = namedServices(steps);
  if (first === undefined) throw new UsageError('no-service', 'a roll names no service that it could go over');
  const nodes = Object.keys(knownService(lab, first).members);
  for (const other of others)
    if (!nodes.some((node) => node in knownService(lab, other).members))
      throw new UsageError(
        'elsewhere',
        `a roll goes over ${nodes.join(', ')}, where ${first} runs, and ${other} runs on none of them`,
        `give ${other} a roll of its own`,
      );
  return nodes;
}

function once(step: Once, scenario: Scenario, lab: LabShape): Act {
  const { pace } = scenario;
  if ('audit' in step) return act('audit', { when: step.audit });
  if ('observe' in step)
    return act('observe', {
      seconds: step.observe === 'settle' ? pace.settleSeconds : pace.mixedSeconds,
      why: step.observe,
    });
  if ('call' in step) return act('call', { operations: step.call, why: step.why });
  if ('failover' in step) return failover(step.of, step.failover, scenario, lab);
  const release = releasesOf(lab, step.of).to;
  return act('database', {
    service: step.of,
    node: Object.keys(knownService(lab, step.of).members)[0]!,
    phase: step.database,
    release,
    ...(step.onlyWhenAllUpgraded ? { onlyWhenAllRun: release } : {}),
  });
}

function failover(node: string, by: Failover, { limits }: Scenario, lab: LabShape): Act {
  if (lab.balancing !== 'in-turn' || !(node in lab.balancers))
    throw new UsageError(
      'no-failover',
      `the scenario wants the shared address to leave ${node}, and the lab has no load balancers in turn of which ${node} is one`,
      'use a lab with two of them: --lab docker',
    );
  // Says what the lab lacks for it, before anything is touched.
  failoverOf(lab, node, by);
  return act('failover', { node, by, limitSeconds: limits.readySeconds });
}

function checks(when: 'before' | 'after', { checks: wanted, limits }: Scenario): Act[] {
  if (wanted === false) return [];
  const chosen = wanted === true ? { files: [] } : wanted;
  return [act('checks', { when, ...chosen, limitSeconds: limits.commandSeconds })];
}

function tempest(when: 'before' | 'after', inputs: PlanInputs): Act[] {
  const order = tempestOrder(when, inputs);
  return order ? [act('tempest', { when, ...order })] : [];
}

function tempestBegin(inputs: PlanInputs): Act[] {
  const order = tempestOrder('during', inputs);
  return order ? [act('tempest-begin', { ...order })] : [];
}

function tempestEnd(inputs: PlanInputs): Act[] {
  const order = tempestOrder('during', inputs);
  return order ? [act('tempest-end', { node: order.node, at: 'round' })] : [];
}

/** Undefined: the scenario does not want it then, or the lab has no Tempest. */
function tempestOrder(when: 'before' | 'during' | 'after', { scenario, lab, skip }: PlanInputs) {
  const [wanted, there] = [scenario.tempest, lab.tempest];
  if (!wanted?.when.includes(when) || !there || skip.includes('tempest')) return undefined;
  const { include, exclude, limitSeconds } = wanted;
  return { ...there, include, exclude: [...exclude, ...there.exclude], limitSeconds };
}

function press({ pressure, lab }: PlanInputs): Act[] {
  if (!pressure) return [];
  const servers = Object.keys(knownService(lab, pressure.service).members).length;
  if (servers < 2)
    throw new UsageError(
      'too-few-members',
      `pressure leaves one server of ${pressure.service} out, and there is ${servers}`,
      'leave --pressure out',
    );
  return [act('press', { ...pressure, servers })];
}

/** Grenade's node for what users have: where its scripts keep what they remember. */
function resourcesNode({ strategy, services }: LabShape): string | false {
  const { resources } = strategy?.grenade ?? {};
  if (resources === false) return false;
  return resources?.node ?? Object.keys(Object.values(services)[0]?.members ?? {})[0] ?? false;
}

const UPGRADES = ['install', 'upgrade'];

/** In the order in which they are first taken. */
function upgradedServices(stages: readonly Stage[]): string[] {
  const acts = stages.flatMap(({ steps }) => steps.map((step) => step.act));
  return [...new Set(acts.flatMap((one) => (UPGRADES.includes(one.kind) ? servicesOf(one) : [])))];
}

function serversOf(lab: LabShape, service: string): Record<string, string> {
  const nodes = Object.keys(knownService(lab, service).members);
  return Object.fromEntries(nodes.map((node) => [node, serverOn({ lab }, service, node)]));
}

function number(drafts: readonly Draft[]): Stage[] {
  return drafts
    .filter(({ acts }) => acts.length > 0)
    .map(({ title, acts }, stage) => ({
      id: `${stage + 1}`,
      title,
      steps: acts.map((step, index) => ({ id: `${stage + 1}.${index + 1}`, title: bind(step).describe, act: step })),
    }));
}
