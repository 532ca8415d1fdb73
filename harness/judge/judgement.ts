import { z } from 'zod';
import { Stamp } from '../journal/index.ts';
import { Level, Order } from '../plan/index.ts';
import { Incident, Reconciliation } from './stories.ts';
import { BrownOut, Exhibit, Moment, Outage, ServiceOutage, Stall } from './troubles.ts';

export * from './stories.ts';
export * from './troubles.ts';

/** The published result of a run (`verdict.json`). Fields are added, never renamed or removed, within a format. */

export const VERDICTS = ['certified', 'inconclusive', 'refused'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.infer<typeof Verdict>;

/** Something that users could notice, or an upgrade that is not what it says. One is enough to refuse. */
export const Finding = z.object({
  /** Stable name of the rule's class: `outage`, `errors`, `version-order`, `write-lost`, `exposed`, `step-failed` … */
  class: z.string(),
  severity: z.enum(['refuse', 'inform']),
  title: z.string(),
  /** A sentence for a person: what happened, to whom, most probably why. */
  detail: z.string(),
  /** Step in which it began. */
  step: z.string().nullable(),
  node: z.string().nullable(),
  service: z.string().nullable(),
  from: Moment.nullable(),
  to: Moment.nullable(),
  count: z.number(),
  exhibits: z.array(Exhibit),
});
export type Finding = z.infer<typeof Finding>;

/** A condition without which the experiment proves nothing. A broken one makes the run inconclusive. */
export const Assumption = z.object({
  name: z.string(),
  title: z.string(),
  holds: z.boolean(),
  /** What was measured against what was needed. */
  detail: z.string(),
  /** What to do when it does not hold. */
  fix: z.string(),
  /** Absent: it was. */
  measured: z.boolean().optional().describe('false: this run recorded nothing that it could be judged by'),
});
export type Assumption = z.infer<typeof Assumption>;

const Difference = z.object({
  ms: z.number(),
  lower: z.number().nullable().describe('95 % confidence interval; null: too few requests to bound this side'),
  upper: z.number().nullable(),
});

const Latency = z.object({ p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() });

export const StepAccount = z.object({
  step: z.string(),
  title: z.string(),
  from: Moment,
  to: Moment.nullable(),
  outcome: z.enum(['done', 'failed', 'interrupted', 'not-run']),
  intended: z.number(),
  ok: z.number(),
  failed: z.number(),
  unknown: z.number(),
  notSent: z.number(),
  latencyMs: Latency.nullable(),
  /** How much later answers came than in the baseline. null: one of them has no answers. */
  latencyChange: z.object({ p50: Difference, p99: Difference }).nullable().default(null),
});
export type StepAccount = z.infer<typeof StepAccount>;

/** Something that was looked at before anything was touched, and again after it. */
export const Check = z.object({
  name: z.string(),
  file: z.string(),
  before: z.enum(['passed', 'failed']).nullable().describe('null: not looked at'),
  between: z
    .enum(['passed', 'failed'])
    .nullable()
    .default(null)
    .describe('made again on a lab that was half upgraded; null: it was not'),
  during: z
    .enum(['passed', 'failed'])
    .nullable()
    .default(null)
    .describe('run while nodes changed sides, failed if it failed once; null: it was not'),
  after: z.enum(['passed', 'failed']).nullable(),
  /** Why it failed, last. */
  error: z.string().nullable(),
  skipped: z.string().nullable().default(null).describe('why it was skipped, last; null: it never was'),
  /** What could be better, although nothing is wrong. */
  advice: z.array(z.string()),
  milliseconds: z.number().describe('how long it took, last'),
});
export type Check = z.infer<typeof Check>;

export const Judgement = z.object({
  format: z.literal(1),
  verdict: Verdict,
  ended: z.enum(['completed', 'interrupted', 'failed']),
  /** Why, in one sentence. */
  sentence: z.string(),
  run: z.object({
    name: z.string(),
    started: z.string(),
    seconds: z.number(),
    harness: z.string(),
    command: z.array(z.string()),
    planted: z.string().nullable().default(null).describe('a fault that was in this run on purpose: an exercise'),
    suite: Stamp.nullable().default(null).describe('the planted faults that this build has found; null: none is known'),
  }),
  upgrade: z.object({
    scenario: z.string(),
    title: z.string(),
    order: Order,
    level: Level,
    seed: z.number(),
    from: z.string(),
    to: z.string(),
    lab: z.object({ id: z.string(), kind: z.string() }),
    skipped: z.array(z.string()),
  }),
  findings: z.array(Finding),
  assumptions: z.array(Assumption),
  outages: z.array(Outage),
  serviceOutages: z.array(ServiceOutage).default([]),
  brownOuts: z.array(BrownOut).default([]),
  stalls: z.array(Stall).default([]),
  /** null: a rule that it needs could not be applied. */
  reconciliation: Reconciliation.nullable().default(null),
  incidents: z.array(Incident).default([]),
  proof: z.object({
    intended: z.number(),
    sent: z.number(),
    ok: z.number(),
    failed: z.number(),
    unknown: z.number(),
    notSent: z.number(),
    errorRate: z.number(),
    /** 95 % upper bound on the error rate (Clopper–Pearson, one-sided). */
    errorBound: z.number(),
    /** An outage of this length for everybody would have been seen with 95 % certainty at this rate. */
    detectableMs: z.number(),
    /** The longest time in which nothing was sent. */
    largestGapMs: z.number(),
    /** The same for the requests of each service alone. */
    services: z
      .array(z.object({ service: z.string(), detectableMs: z.number(), largestGapMs: z.number() }))
      .default([]),
    versioned: z.number().describe('responses that told a version'),
    versionOrder: z.record(z.string(), z.object({ checked: z.number(), violations: z.number() })),
    latencyMs: Latency.nullable(),
    writes: z
      .object({
        acknowledged: z.number(),
        unknown: z.number(),
        refused: z.number(),
        lost: z.number(),
        duplicate: z.number(),
        phantom: z.number(),
      })
      .nullable(),
    absorbed: z
      .object({
        retries: z.number(),
        redispatches: z.number(),
        connectionErrors: z.number(),
        responseErrors: z.number(),
      })
      .nullable(),
  }),
  /** Installed release of every service on every node, before and after. */
  releases: z.array(
    z.object({
      node: z.string(),
      service: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable(),
      /** Exactly which packages these are, where nodes told. */
      packages: z.object({ before: z.string(), after: z.string() }).optional(),
    }),
  ),
  balancers: z.array(z.object({ name: z.string(), version: z.string(), configHash: z.string().nullable() })),
  /** Lives that users led from creation to deletion, waiting for what is done asynchronously. */
  cycles: z.array(
    z.object({ name: z.string(), completed: z.number(), failed: z.number(), durationMs: Latency.nullable() }),
  ),
  /** What users made before the upgrade and went on using, asked again and again whether it is there. */
  companions: z
    .array(
      z.object({
        name: z.string(),
        probes: z.number(),
        failed: z.number(),
        longestGapMs: z.number().nullable().describe('the longest time without a probe; null: it never was there'),
        latencyMs: Latency.nullable(),
      }),
    )
    .default([]),
  checks: z.array(Check).describe('those that changed for the worse first'),
  coverage: z.array(
    z.object({
      service: z.string(),
      operation: z.string(),
      server: z.string(),
      version: z.string().nullable(),
      responses: z.number(),
    }),
  ),
  steps: z.array(StepAccount),
});
export type Judgement = z.infer<typeof Judgement>;
