import { z } from 'zod';
import { Exhibit, Moment } from './troubles.ts';

/** Parts of a judgement: what several witnesses say together, and what failures have to do with each other. */

/** One kind of difference between what clients, load balancers and services counted. */
export const Discrepancy = z.object({
  class: z.string(),
  explained: z.boolean(),
  count: z.number(),
  sentence: z.string(),
  exhibits: z.array(Exhibit),
});
export type Discrepancy = z.infer<typeof Discrepancy>;

export const Reconciliation = z.object({
  status: z.enum(['exact', 'explained', 'unexplained', 'not-measured']),
  /** Requests that the recorder sent, and those that were answered whole. */
  sent: z.number(),
  answered: z.number(),
  /** Lines of the recorder's requests in the load balancers' logs, and of anybody else's. null: no log was kept. */
  logged: z.number().nullable(),
  others: z.number().nullable(),
  /** Requests and answers that the load balancers counted meanwhile. null: not seen from before the first request to after the last. */
  counted: z.number().nullable(),
  countedAnswers: z.number().nullable(),
  /** What each service's process on each node says that it answered, and between what bounds that must lie by the log. */
  served: z.array(
    z.object({ service: z.string(), node: z.string(), requests: z.number(), least: z.number(), most: z.number() }),
  ),
  /** What the load balancers absorbed by their logs, per step in which it happened. */
  absorbed: z.array(
    z.object({
      step: z.string().nullable(),
      retries: z.number(),
      redispatches: z.number(),
      queued: z.number().describe('requests that waited for a server'),
      queuedMs: z.number().describe('the longest wait'),
    }),
  ),
  differences: z.array(Discrepancy),
});
export type Reconciliation = z.infer<typeof Reconciliation>;

/** Failures that depend on each other: one cause, told once. */
export const Incident = z.object({
  from: Moment,
  to: Moment,
  step: z.string().nullable(),
  node: z.string().nullable(),
  /** The only server that answers or logs name. */
  server: z.string().nullable(),
  requests: z.number(),
  sessions: z.number(),
  dependent: z.number().describe('of these, followed from an earlier failure of the same session'),
  /** How the load balancer's sessions ended: HAProxy's letters and what they mean. */
  terminations: z.array(z.object({ state: z.string(), meaning: z.string(), count: z.number() })),
  /** What clients saw. */
  failures: z.array(z.object({ failure: z.string(), status: z.number().nullable(), count: z.number() })),
  operations: z.array(z.object({ operation: z.string(), count: z.number() })),
  sentence: z.string(),
  /** Indexes of the findings that belong to it. */
  findings: z.array(z.number()),
});
export type Incident = z.infer<typeof Incident>;
