import { z } from 'zod';

/**
 * Everything that happens in a run, in the order in which it happened. The only event stream: the live view, resume,
 * restore, the judge and the reports all read this and nothing else. `t` is µs since the run's base, monotonic.
 */

const t = z.number().nonnegative();
const at = { t };

/** A step to take, as data: a kind that `harness/steps` knows, and its parameters. */
export const Act = z.object({ kind: z.string(), params: z.record(z.string(), z.unknown()) });
export type Act = z.infer<typeof Act>;

export function act(kind: string, params: Record<string, unknown>): Act {
  return { kind, params };
}

/** What an act is about: one service, or all that a project has on a node. */
export function servicesOf({ params }: Pick<Act, 'params'>): string[] {
  return [params.service, params.also].flat().filter((one) => typeof one === 'string');
}

export const Cause = z.object({
  code: z.string(),
  message: z.string(),
  /** Whose fault: the upgrade's (counts against the verdict) or the experiment's (makes it inconclusive). */
  blame: z.enum(['upgrade', 'experiment']),
  evidence: z.record(z.string(), z.unknown()).optional(),
});
export type Cause = z.infer<typeof Cause>;

/** That faults which must be found were planted, and found, by the build that judges. */
export const Stamp = z.object({
  format: z.literal(1),
  /** Over every source that decides a verdict. */
  build: z.string(),
  haproxy: z.string(),
  /** Of what the renderer makes of one and the same specimen. */
  configuration: z.string(),
  /** `quick`: a chosen handful only. */
  suite: z.enum(['full', 'quick']),
  faults: z.number(),
  /** ISO 8601. */
  at: z.string(),
});
export type Stamp = z.infer<typeof Stamp>;

/** Who measures from here on: whoever follows the ledger sees whether more can come. */
const Recorder = z.object({ pid: z.number().int().positive(), startTime: z.number().int().nonnegative() });

const ServerSample = z.object({
  backend: z.string(),
  server: z.string(),
  admin: z.enum(['ready', 'drain', 'maint']),
  operational: z.enum(['stopped', 'starting', 'running', 'stopping']),
  weight: z.number(),
});
export type ServerSample = z.infer<typeof ServerSample>;

export const JournalEvent = z.discriminatedUnion('event', [
  z.object({
    ...at,
    event: z.literal('run-started'),
    /** Of the whole journal. Absent in those of builds that did not say it, which is format 1. */
    format: z.literal(1).optional(),
    run: z.string(),
    /** Wall clock at t = 0, ISO 8601. */
    wall: z.string(),
    harness: z.string(),
    node: z.string(),
    command: z.array(z.string()),
    /** `file`: what it was described by, where it is not a lab of ours. */
    lab: z.object({ id: z.string(), kind: z.string(), file: z.string().optional() }),
    recorder: Recorder.optional(),
    /** A fault that is in this run on purpose. No rule reads it: whoever judges must find out by himself. */
    planted: z.string().optional(),
    /** What stands behind the verdict; null: nobody has tried whether this build finds what it must. */
    suite: z.object({ required: z.boolean(), stamp: Stamp.nullable() }).optional(),
  }),
  /** A harness took up a run whose own one had ended or died. Nobody measured between the event before and this one. */
  z.object({
    ...at,
    event: z.literal('continued'),
    by: z.enum(['resume', 'restore']),
    /** Wall clock at this event, ISO 8601. */
    wall: z.string(),
    gapSeconds: z.number().nonnegative(),
    /** Which recorder of the run writes from here on: 1 was the first. */
    life: z.number().int().min(1),
    harness: z.string(),
    recorder: Recorder.optional(),
  }),
  z.object({
    ...at,
    event: z.literal('step-started'),
    step: z.string(),
    /** What it is, where the plan does not say: a way back, or what somebody else was seen to do. */
    title: z.string().optional(),
    /** Of what was seen. */
    act: Act.optional(),
    /** Counts from 1. The same number again: it is finished, not done again. */
    attempt: z.number().int().min(1).optional(),
  }),
  z.object({
    ...at,
    event: z.literal('step-ended'),
    step: z.string(),
    outcome: z.enum(['done', 'failed', 'interrupted']),
    cause: Cause.optional(),
  }),
  /** Written before the thing is done, so that whoever reads the journal of a dead harness can put it back. */
  z.object({ ...at, event: z.literal('undo-registered'), undo: z.number(), subject: z.string(), act: Act }),
  /** The subject is as it should be: its undos are void. */
  z.object({ ...at, event: z.literal('settled'), subject: z.string() }),
  z.object({ ...at, event: z.literal('undo-started'), undo: z.number() }),
  z.object({ ...at, event: z.literal('undo-ended'), undo: z.number(), cause: Cause.optional() }),
  z.object({
    ...at,
    event: z.literal('command'),
    node: z.string(),
    command: z.string(),
    code: z.number().nullable(),
    milliseconds: z.number(),
    output: z.string(),
    /** What it was for, where a step of the plan needed it done. */
    did: z.object({ action: z.string(), service: z.string() }).optional(),
  }),
  /** A task of Ansible on one host, by what its callback told when it was over. */
  z.object({
    ...at,
    event: z.literal('task'),
    host: z.string(),
    play: z.string(),
    task: z.string(),
    /** `ignored`: it failed, and the playbook says that this does not matter. */
    outcome: z.enum(['ok', 'changed', 'failed', 'ignored', 'unreachable', 'skipped']),
    milliseconds: z.number(),
    output: z.string().optional(),
  }),
  /** What a command said that is watched, as it said it, but for secrets. */
  z.object({ ...at, event: z.literal('output'), text: z.string() }),
  /** A line that we sent to a load balancer to change something. */
  z.object({ ...at, event: z.literal('balancer-told'), balancer: z.string(), line: z.string() }),
  /** Server states as the balancer has them: at the start, and whenever one changed. */
  z.object({ ...at, event: z.literal('servers'), balancer: z.string(), servers: z.array(ServerSample) }),
  /** Cumulative counters since the balancer started: requests, answers by class, retries, redispatches, errors. */
  z.object({
    ...at,
    event: z.literal('counters'),
    balancer: z.string(),
    frontends: z.record(z.string(), z.record(z.string(), z.number())),
    backends: z.record(z.string(), z.record(z.string(), z.number())),
    /** Keyed `backend/server`. */
    servers: z.record(z.string(), z.record(z.string(), z.number())),
  }),
  z.object({
    ...at,
    event: z.literal('balancer-instance'),
    balancer: z.string(),
    version: z.string(),
    pid: z.number(),
    uptimeSeconds: z.number(),
    configHash: z.string().optional(),
  }),
  /** Whether a balancer has the address that several share, as its host tells: when somebody begins to look, and whenever it changes. */
  z.object({
    ...at,
    event: z.literal('address'),
    balancer: z.string(),
    holds: z.boolean(),
    /** When it changed, by the host's clock put on the run's time, and how far from that it may have been. Absent: nobody looked then. */
    since: z.number().nonnegative().optional(),
    within: z.number().nonnegative().optional(),
  }),
  /** Nobody sees any more whether it has it. */
  z.object({ ...at, event: z.literal('address-unseen'), balancer: z.string(), message: z.string() }),
  /** The balancer did not answer the sampler. */
  z.object({ ...at, event: z.literal('balancer-silent'), balancer: z.string(), message: z.string() }),
  /** What is installed on a node, asked on the node itself. */
  z.object({ ...at, event: z.literal('release'), node: z.string(), service: z.string(), release: z.string() }),
  /** Exactly which packages that is, for people to read. */
  z.object({ ...at, event: z.literal('packages'), node: z.string(), service: z.string(), packages: z.string() }),
  /** What creations the service lists when asked, for comparing with what it acknowledged. `marks` count how often each was found. */
  z.object({
    ...at,
    event: z.literal('audit'),
    when: z.string(),
    marks: z.record(z.string(), z.number()),
  }),
  /** Somebody who wanted something done and waited for it, from the beginning to the end. */
  z.object({
    ...at,
    event: z.literal('cycle'),
    cycle: z.string(),
    number: z.number(),
    mark: z.string(),
    started: z.number(),
    outcome: z.enum(['ok', 'failed']),
    /** The operation that went wrong, and how. */
    at: z.string().optional(),
    why: z.string().optional(),
    /** The last call before that to which the service had said yes, and the id that it gave it. */
    accepted: z.object({ call: z.string(), t: z.number(), request: z.string().optional() }).optional(),
  }),
  /** What a service wrote in its log about a request that it had accepted. */
  z.object({
    ...at,
    event: z.literal('quote'),
    service: z.string(),
    node: z.string(),
    request: z.string(),
    text: z.string(),
  }),
  /** Something that was made before, is used meanwhile, and is taken away. `failed` and then no more: it never was there. */
  z.object({
    ...at,
    event: z.literal('companion'),
    companion: z.string(),
    state: z.enum(['begun', 'failed', 'ended']),
    why: z.string().optional(),
  }),
  /** Something that a cycle or a companion made, by what it takes to take it away again; nothing secret. */
  z.object({
    ...at,
    event: z.literal('made'),
    by: z.enum(['cycle', 'companion']),
    name: z.string(),
    mark: z.string(),
    variables: z.record(z.string(), z.string()),
  }),
  /** It was taken away, or was gone already. */
  z.object({ ...at, event: z.literal('unmade'), mark: z.string() }),
  /** What a killed harness was just making has been looked for by its name; what was found of it follows as `made`. */
  z.object({ ...at, event: z.literal('searched'), found: z.number() }),
  /** Since when a node runs, as the kernel names it: another name later is another boot. */
  z.object({ ...at, event: z.literal('booted'), node: z.string(), boot: z.string() }),
  /** Something came to pass that the run was told not to bear. */
  z.object({
    ...at,
    event: z.literal('violation'),
    trigger: z.enum(['budget', 'outage', 'version-order', 'instrument']),
    message: z.string(),
    answer: z.enum(['halt', 'rollback', 'continue']),
  }),
  /** The run waited for a person, or the flag that stands for one. */
  z.object({ ...at, event: z.literal('confirmed'), step: z.string(), answer: z.enum(['yes', 'no']), who: z.string() }),
  /** Whether a companion is there, asked a few times a second. */
  z.object({
    ...at,
    event: z.literal('probe'),
    companion: z.string(),
    sent: z.number(),
    /** null: it did not answer as it should. */
    ms: z.number().nullable(),
    ok: z.boolean(),
    why: z.string().optional(),
  }),
  /** Something that was looked at before anything was touched, perhaps meanwhile, and again after it. */
  z.object({
    ...at,
    event: z.literal('check'),
    when: z.enum(['before', 'during', 'after']),
    name: z.string(),
    file: z.string(),
    outcome: z.enum(['passed', 'failed', 'skipped']),
    milliseconds: z.number(),
    /** Why it failed, or was skipped. */
    error: z.string().optional(),
    /** What could be better, although nothing is wrong. */
    advice: z.array(z.string()).optional(),
  }),
  /** Tempest is run once: all tests that are wanted, in whatever order. `broken`: not all of them came to an end. */
  z.object({
    ...at,
    event: z.literal('tempest'),
    when: z.enum(['before', 'during', 'after']),
    round: z.number().int().min(1),
    state: z.enum(['begun', 'ended', 'broken']),
    tests: z.number().optional(),
    why: z.string().optional(),
  }),
  /** The recorder's own state, a few times a second. */
  z.object({
    ...at,
    event: z.literal('pulse'),
    intended: z.number(),
    ok: z.number(),
    failed: z.number(),
    unknown: z.number(),
    notSent: z.number(),
    outstanding: z.number(),
    /** Worst delay between the intended and the real moment of sending since the last pulse, ms. */
    lateMs: z.number(),
    /** Worst event-loop delay of the recorder since the last pulse, ms. */
    loopMs: z.number(),
    /** Latency of answers since the last pulse, ms; null where there was none. */
    p50Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    newest: z.string().nullable(),
    /** Answers so far that told an older version than one that was there before they were asked for. */
    wentBack: z.number().optional(),
    /** What the recorder's own control endpoint was asked since the last pulse: nothing of the upgrade lies between. */
    canary: z
      .object({
        asked: z.number(),
        failed: z.number(),
        /** Slowest answer; null where there was none. */
        worstMs: z.number().nullable(),
      })
      .optional(),
  }),
  /** A service asked on its node, past every load balancer. */
  z.object({
    ...at,
    event: z.literal('direct'),
    service: z.string(),
    node: z.string(),
    sent: z.number(),
    /** null: no answer. */
    ms: z.number().nullable(),
    status: z.number().nullable(),
    version: z.string().nullable(),
    why: z.string().optional(),
  }),
  /** How many of the recorder's requests a service's process on a node says that it has answered, since it was installed. */
  z.object({
    ...at,
    event: z.literal('served'),
    service: z.string(),
    node: z.string(),
    requests: z.number(),
  }),
  /** How much the service can do, found before anything was touched. */
  z.object({
    ...at,
    event: z.literal('capacity'),
    operation: z.string(),
    /** Good answers per second with all servers in rotation. */
    perSecond: z.number(),
    connections: z.number(),
  }),
  /** Load that only presses: its numbers are told and prove nothing. */
  z.object({
    ...at,
    event: z.literal('pressure'),
    state: z.enum(['begun', 'ended']),
    operation: z.string(),
    /** Wanted requests per second. */
    target: z.number(),
    connections: z.number(),
    sent: z.number().optional(),
    answered: z.number().optional(),
    errors: z.number().optional(),
    /** Sent, and neither answered nor counted as an error. */
    unaccounted: z.number().optional(),
  }),
  z.object({ ...at, event: z.literal('note'), text: z.string() }),
  z.object({
    ...at,
    event: z.literal('run-ended'),
    ended: z.enum(['completed', 'interrupted', 'failed']),
    cause: Cause.optional(),
  }),
]);

export type JournalEvent = z.infer<typeof JournalEvent>;
export type EventOf<Name extends JournalEvent['event']> = Extract<JournalEvent, { event: Name }>;
/** An event before the journal gave it its time. */
export type Happening = JournalEvent extends infer E ? (E extends { t: number } ? Omit<E, 't'> : never) : never;
