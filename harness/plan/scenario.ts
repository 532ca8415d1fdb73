import { z } from 'zod';
import { FAILOVERS } from '../../lab/index.ts';
import { Rate } from '../../traffic/index.ts';
import { KINDS, SUITES } from '../steps/index.ts';
import { Order } from './plan.ts';

/** A procedure, as data: what is done to each node, what is done once, and what users do meanwhile. */

const seconds = z.number().positive();
const names = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1)]);
const On = z.enum(['first', 'last', 'each']).default('each');

/** The operations that take a call back, if it must not be left as it is. */
const Back = z.strictObject({ call: z.array(z.string()).min(1), why: z.string() });

/** What is done on a node of a roll. `of` names services where the scenario has more than one. */
const RollStep = z.union([
  z.strictObject({ drain: z.string(), by: z.enum(['drain', 'weight', 'maint']).default('drain') }),
  z.strictObject({ rejoin: z.string() }),
  z.strictObject({ stop: names }),
  z.strictObject({ install: names }),
  z.strictObject({ start: names }),
  z.strictObject({ restart: names }),
  z.strictObject({ reload: names }),
  /** Wait until it runs and, where the profile has a gate for it, works. */
  z.strictObject({ ready: names }),
  z.strictObject({ database: z.string(), of: z.string(), on: On }),
  /** Operations of the traffic profile, called by the harness; `${node}` is the node. */
  z.strictObject({ call: z.array(z.string()).min(1), why: z.string(), on: On, back: Back.optional() }),
  /** Over load balancers: the node loses the shared address. */
  z.strictObject({ failover: z.enum(FAILOVERS), on: On }),
]);
export type RollStep = z.infer<typeof RollStep>;

const Once = z.union([
  z.strictObject({ database: z.string(), of: z.string(), onlyWhenAllUpgraded: z.boolean().default(false) }),
  z.strictObject({ observe: z.enum(['mixed', 'settle']) }),
  z.strictObject({ audit: z.string() }),
  z.strictObject({ call: z.array(z.string()).min(1), why: z.string() }),
  /** The load balancer `of` which it is loses the shared address, in one of the ways in which that happens, and is mended. */
  z.strictObject({ failover: z.enum(FAILOVERS), of: z.string() }),
]);
export type Once = z.infer<typeof Once>;

const StageOfScenario = z.union([
  /**
   * Node after node, over the nodes of the service that is named first. Services behind the load balancer change sides
   * in the order that is asked for; `batch` nodes at a time are taken for services that nobody calls directly.
   */
  z.strictObject({
    roll: z.array(RollStep).min(1),
    batch: z.number().int().min(1).default(1),
    /** For services of which one node is the active one: the standby ones first. */
    backwards: z.boolean().default(false),
    /** Whatever order is asked for: for rolls that change no version. */
    order: Order.optional(),
    title: z.string().optional(),
  }),
  /** Each step on all nodes before the next step. */
  z.strictObject({ together: z.array(RollStep).min(1), title: z.string().optional() }),
  z.strictObject({
    once: z.union([Once.transform((one) => [one]), z.array(Once).min(1)]),
    title: z.string().optional(),
  }),
]);
export type StageOfScenario = z.infer<typeof StageOfScenario>;

/** What is read back is held against what was acknowledged until then, by the name of the reading. */
function haveDistinctReadings(stages: readonly StageOfScenario[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, stage] of stages.entries())
    for (const step of 'once' in stage ? stage.once : []) {
      if (!('audit' in step)) continue;
      if (seen.has(step.audit))
        context.addIssue({
          code: 'custom',
          path: [index, 'once'],
          message: `expected a name of its own for each audit, got "${step.audit}" twice`,
        });
      seen.add(step.audit);
    }
}

const Limits = z.strictObject({ drainSeconds: seconds, readySeconds: seconds, commandSeconds: seconds });
const Pace = z.strictObject({
  baselineSeconds: seconds,
  mixedSeconds: z.number().nonnegative(),
  settleSeconds: seconds,
});

/** One line of a list that Tempest reads: there a # begins a comment. */
const Expression = z.string().regex(/^[^\s#][^\n#]*$/, 'expected one line without #');

const ScenarioName = z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes');

/** Made before anything is touched, ahead of the baseline, and again when all is done. `true`: all that apply to the lab. */
const Checks = z
  .union([
    z.boolean(),
    z.strictObject({
      /** Of those that come with the harness. */
      suites: z.array(z.enum(SUITES)).min(1).optional(),
      /** Your own, beside this file. */
      files: z.array(z.string()).default([]),
    }),
  ])
  .default(false);

/** Made where the lab has a Tempest. */
const Tempest = z.strictObject({
  include: z.array(Expression).min(1).describe('Tests, as regular expressions that Tempest takes'),
  exclude: z
    .array(z.strictObject({ test: Expression, why: z.string().min(1) }))
    .default([])
    .describe('What this procedure is known not to stand; what a lab cannot do stands in the lab.yaml'),
  when: z
    .array(z.enum(['before', 'during', 'after']))
    .default(['before', 'during', 'after'])
    .refine(
      (all) => all.includes('before'),
      'expected before among them: without it nothing tells a failure from what the lab never could',
    ),
  limitSeconds: seconds.default(900).describe('For all tests together, once'),
});
export type TempestOfScenario = z.infer<typeof Tempest>;

export const Scenario = z.strictObject({
  scenario: ScenarioName,
  title: z.string(),
  /** Traffic profile, beside this file. Several are offered together. */
  traffic: names,
  /** Requests per second, or a shape, instead of what the traffic says. */
  rate: Rate.optional(),
  /** Service → operations that must work on a node, called directly and in this order, before it may serve. */
  gates: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  order: Order.default('crossover'),
  limits: Limits,
  pace: Pace,
  checks: Checks,
  tempest: Tempest.optional(),
  stages: z.array(StageOfScenario).min(1).superRefine(haveDistinctReadings),
});
export type Scenario = z.infer<typeof Scenario>;

/** What the harness itself calls, and the traffic profile must know. */
export function calledOperations({ gates, stages }: Scenario): string[] {
  const steps = stages.flatMap((stage): (RollStep | Once)[] =>
    'once' in stage ? stage.once : 'roll' in stage ? stage.roll : stage.together,
  );
  const called = steps.flatMap((step) => {
    if (!('call' in step)) return [];
    return [...step.call, ...('back' in step ? (step.back?.call ?? []) : [])];
  });
  return [...Object.values(gates).flat(), ...called];
}

/** Scenarios one after the other, under all of their traffic at once. */
export const Composition = z.strictObject({
  scenario: ScenarioName,
  title: z.string(),
  /** Scenario files, in the order in which they are gone through. */
  include: z.array(z.string()).min(1),
  rate: Rate.optional(),
  order: Order.default('crossover'),
  limits: Limits,
  pace: Pace,
  checks: Checks,
  /** Instead of what the included ones have, all of it together. */
  tempest: Tempest.optional(),
});
export type Composition = z.infer<typeof Composition>;

export const SKIPPABLE = KINDS.filter(
  (kind) => !['observe', 'press', 'audit', 'forget', 'mend', 'watch', 'tempest-begin', 'tempest-end'].includes(kind),
);
