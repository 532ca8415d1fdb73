import { z } from 'zod';
import { RateShape } from '../../traffic/index.ts';
import { Act } from '../journal/index.ts';

/** What will be done, numbered, before anything is touched. The same inputs give the same plan. */

export const ORDERS = ['rolling', 'crossover', 'half', 'all-at-once'] as const;
export const Order = z.enum(ORDERS);
export type Order = z.infer<typeof Order>;

/** How strictly versions may only go up: within a connection, within a client's session, or across everybody. */
export const LEVELS = ['connection', 'session', 'real-time'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

export const Step = z.object({ id: z.string(), title: z.string(), act: Act });
export type Step = z.infer<typeof Step>;

export const Stage = z.object({ id: z.string(), title: z.string(), steps: z.array(Step) });
export type Stage = z.infer<typeof Stage>;

export const Plan = z.object({
  format: z.literal(1),
  scenario: z.string(),
  title: z.string(),
  order: Order,
  level: Level,
  seed: z.number().int(),
  /** Order of nodes and times are the seed's, not the scenario's. */
  explore: z.boolean().default(false),
  /** Requests per second. Where they are offered in phases: in the last one. */
  rate: z.number(),
  /** How the rate changes, if it does. */
  shape: RateShape.optional(),
  from: z.string(),
  to: z.string(),
  /** Where each service runs that is upgraded. */
  nodes: z.record(z.string(), z.array(z.string())),
  /** Of those behind the load balancer: service → node → server. */
  members: z.record(z.string(), z.record(z.string(), z.string())),
  /** Of those that have releases of their own, not those of the whole. */
  releases: z.record(z.string(), z.object({ from: z.string(), to: z.string() })).default({}),
  /** Of those that are load balancers themselves: service → node → load balancer. */
  instances: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  balancers: z.array(z.string()),
  /** Lives that users lead meanwhile, from creation to deletion. */
  cycles: z.array(z.string()),
  /** What users made before, and go on using meanwhile. */
  companions: z.array(z.string()).default([]),
  /** Who does the mechanics. */
  by: z.string().default('commands'),
  /** Phases of schema migrations that whoever does the mechanics goes through by itself. */
  byItself: z.array(z.string()).default([]),
  /** What the scenario has and this lab does without, with the reason. */
  omitted: z.array(z.string()).default([]),
  /** Services whose answers do not tell a release: a client has seen that of the server which answered. */
  byServer: z.array(z.string()).default([]),
  /** Kinds of step left out on purpose: an experiment, not a certification. */
  skipped: z.array(z.string()),
  /** The fewest servers of a service that are in rotation at any moment of this plan. */
  capacity: z.record(z.string(), z.object({ least: z.number(), of: z.number() })),
  stages: z.array(Stage),
});
export type Plan = z.infer<typeof Plan>;
