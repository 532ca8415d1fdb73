import { z } from 'zod';

/** Parts of a judgement: what happened, to which requests. */

export const Moment = z.number().describe('µs since the start of the run');

/** One response, as evidence. */
export const Exhibit = z.object({
  sequence: z.number(),
  operation: z.string(),
  lane: z.string(),
  session: z.number(),
  intended: Moment,
  sent: Moment.nullable(),
  end: Moment.nullable(),
  outcome: z.string(),
  failure: z.string(),
  status: z.number().nullable(),
  server: z.string().nullable(),
  version: z.string().nullable(),
});
export type Exhibit = z.infer<typeof Exhibit>;

export const Outage = z.object({
  service: z.string().default(''),
  operation: z.string(),
  lane: z.string(),
  step: z.string().nullable(),
  from: Moment,
  to: Moment.nullable().describe('first later success; null when none came'),
  lowerMs: z.number().describe('certainly down for at least this long'),
  upperMs: z.number().nullable().describe('certainly down for at most this long; null when it never came back'),
  failed: z.number(),
});
export type Outage = z.infer<typeof Outage>;

/** A time in which no operation of a service succeeded on any lane. */
export const ServiceOutage = Outage.omit({ operation: true, lane: true });
export type ServiceOutage = z.infer<typeof ServiceOutage>;

/** A stretch in which a service answered some and failed others. */
export const BrownOut = z.object({
  service: z.string(),
  step: z.string().nullable(),
  from: Moment,
  to: Moment,
  requests: z.number().describe('sent from the first failure to the last'),
  failed: z.number(),
  share: z.number(),
  lower: z.number().describe('95 % confidence interval of the share (Clopper–Pearson)'),
  upper: z.number(),
});
export type BrownOut = z.infer<typeof BrownOut>;

/** A stretch of good answers that came late. */
export const Stall = z.object({
  service: z.string(),
  step: z.string().nullable(),
  from: Moment.describe('intended start of the first late request'),
  to: Moment.describe('when the last of them was answered'),
  late: z.number(),
  worstMs: z.number(),
  boundMs: z.number().describe('later than this is late'),
});
export type Stall = z.infer<typeof Stall>;
