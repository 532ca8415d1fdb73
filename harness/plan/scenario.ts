import { z } from 'zod';
import { KINDS } from '../steps/index.ts';
import { Order } from './plan.ts';

/** A procedure, as data: what is done to each node of a service, and what is done once. */

const seconds = z.number().positive();

const RollStep = z.union([
  z.enum(['drain', 'stop', 'install', 'start', 'rejoin']),
  /** A phase of the schema migration, on the first or the last node of the roll only. */
  z.strictObject({ database: z.string(), on: z.enum(['first', 'last']) }),
]);
export type RollStep = z.infer<typeof RollStep>;

const Once = z.union([
  z.strictObject({ database: z.string(), onlyWhenAllUpgraded: z.boolean().default(false) }),
  z.strictObject({ observe: z.enum(['mixed', 'settle']) }),
  z.strictObject({ audit: z.string() }),
]);
export type Once = z.infer<typeof Once>;

const StageOfScenario = z.union([z.strictObject({ roll: z.array(RollStep).min(1) }), z.strictObject({ once: Once })]);

export const Scenario = z.strictObject({
  scenario: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and dashes'),
  title: z.string(),
  service: z.string(),
  /** Traffic profile, beside this file. */
  traffic: z.string(),
  gate: z.array(z.string()).min(1),
  order: Order.default('crossover'),
  limits: z.strictObject({ drainSeconds: seconds, readySeconds: seconds, commandSeconds: seconds }),
  pace: z.strictObject({
    baselineSeconds: seconds,
    mixedSeconds: z.number().nonnegative(),
    settleSeconds: seconds,
  }),
  stages: z.array(StageOfScenario).min(1),
});
export type Scenario = z.infer<typeof Scenario>;

export const SKIPPABLE = KINDS.filter((kind) => !['observe', 'audit'].includes(kind));
