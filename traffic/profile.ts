import { z } from 'zod';
import { Rate } from './rate.ts';
import { faultOfSchema } from './shape.ts';

/** What is sent, as data: which operations in which mix, on which lanes, at which rate. */

const Extract = z.union([
  z.object({ header: z.string().transform((name) => name.toLowerCase()) }),
  /** RFC 6901 pointer into the JSON body. */
  z.object({ body: z.string().startsWith('/') }),
]);

/** What the body of an expected answer must be, beyond what it `holds`. Only `schema` bounds its length. */
const AnswerBody = z.strictObject({
  bytes: z.number().int().nonnegative().optional(),
  /** Of the body's bytes, in hexadecimal. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'expected 64 hexadecimal digits')
    .transform((text) => text.toLowerCase())
    .optional(),
  /** JSON Schema of a body of at most 256 KiB. */
  schema: z
    .unknown()
    .superRefine((schema, context) => {
      const fault = faultOfSchema(schema);
      if (fault) context.addIssue({ code: 'custom', ...fault, path: [...fault.path] });
    })
    .optional(),
});

const Operation = z.object({
  service: z.string().optional(),
  /** Share of the offered load. 0: never drawn by the schedule, only called by name (login, gate, audit). */
  weight: z.number().nonnegative().default(0),
  /** `METHOD /path`; `${name}` is replaced here, in headers and in the body, by a session's or the run's variable. */
  request: z.string().regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE) \/\S*$/, 'expected "METHOD /path"'),
  headers: z.record(z.string(), z.string()).default({}),
  body: z.unknown().optional(),
  /** Instead of a JSON body: this many bytes of this type, sent in pieces over these `seconds`. */
  payload: z
    .strictObject({
      type: z.string(),
      bytes: z.number().int().positive(),
      seconds: z.number().nonnegative().default(0),
    })
    .optional(),
  /** The recorder takes an answer's body over this time, and the peer feels that it is not taken sooner. */
  reads: z.strictObject({ seconds: z.number().positive() }).optional(),
  /** Instead of the profile's. */
  timeoutSeconds: z.number().positive().optional(),
  expect: z.array(z.number().int().min(100).max(599)).min(1).default([200]),
  /** The body must hold these values at these pointers: a 200 with somebody else's answer is a failure. */
  holds: z.record(z.string().startsWith('/'), z.unknown()).default({}),
  answer: AnswerBody.optional(),
  /** Where the answer tells the version of what served it: `2.96`, `v3.14` … */
  version: Extract.optional(),
  /** Session variables taken from the answer (a token). They are never recorded. */
  keep: z.record(z.string(), Extract).default({}),
  /**
   * This request creates something that must exist afterwards if it was acknowledged, and exactly once.
   * `${mark}` in the request is unique to it: run name and sequence number.
   */
  creates: z.boolean().default(false),
});

const CycleStep = z.union([
  z.strictObject({ call: z.string() }),
  /** Called again and again until it is as expected. `fails` names an operation that, once as expected, ends the wait. */
  z.strictObject({
    until: z.string(),
    fails: z.string().optional(),
    withinSeconds: z.number().positive(),
    /** How long to wait before asking again: each asking is load, too. */
    everySeconds: z.number().positive().optional(),
  }),
]);

/** A life from creation to deletion, one step after the other, with waiting for what is done asynchronously. */
const Cycle = z.strictObject({
  /** How many begin in a second, at random moments. */
  rate: z.number().positive().max(100),
  /** Services without which it cannot be completed: where a lab has none of these, nobody leads it. */
  needs: z.array(z.string()).optional(),
  steps: z.array(CycleStep).min(1),
});

const BEAT = {
  everyMs: z.number().int().min(100).max(1_000).default(200),
  timeoutMs: z.number().int().min(1).max(10_000).default(1_000),
  /** How long the first answer may take, once it was begun. */
  withinSeconds: z.number().positive().default(60),
};

/** From this machine: a connection. `${name}` is what a step of `begin` has kept. */
const Knock = z.strictObject({
  host: z.string().min(1),
  /** Without: where the lab's guests are entered. */
  port: z.number().int().min(1).max(65_535).optional(),
  /** What a connection delivers first, by itself. */
  expects: z.string().min(1).max(200),
  ...BEAT,
});

/** From within a network that this machine has no part in: the lab's command of that service, on that node. */
const Look = z.strictObject({
  service: z.string(),
  node: z.string().min(1),
  /** The id of what the service made there, a router. */
  from: z.string().min(1),
  /** Addresses, each of which is to be reached. */
  reaches: z.array(z.string().min(1)).min(1),
  ...BEAT,
});

/** Something that users made before and go on using: that it is there is asked past the services that made it. */
const Companion = z.strictObject({
  begin: z.array(CycleStep).default([]),
  probe: z.union([Knock, Look], 'expected host and expects; or service, node, from and reaches'),
  end: z.array(CycleStep).default([]),
});

const Lane = z.object({
  share: z.number().positive(),
  connection: z.enum(['keep-alive', 'fresh']),
  /** HTTP/2 is agreed on by ALPN over https, and known beforehand over http. */
  protocol: z.enum(['http/1.1', 'h2']).default('http/1.1'),
});

const Pointer = z.string().startsWith('/');

export const Profile = z
  .object({
    /** Whom operations call that do not name a service of their own. */
    service: z.string(),
    /** Requests per second, over all lanes. A number alone means Poisson arrivals. */
    rate: Rate,
    sessions: z.number().int().min(1).max(65_535),
    lanes: z.record(z.string(), Lane),
    /** No complete answer after this long is a failure. */
    timeoutSeconds: z.number().positive().default(10),
    /** More outstanding requests than this are not sent, and recorded as not sent. */
    maxOutstanding: z.number().int().positive().default(2048),
    /** Called once per session, in order, before the schedule begins; a failure there means that there is no experiment. */
    login: z.array(z.string()).default([]),
    /** Called again for each session, each at moments of its own, as requests like any other: tokens do not last. */
    renew: z.strictObject({ operation: z.string(), everySeconds: z.number().positive() }).optional(),
    /** Threads that send and record. `auto`: as many as the highest rate needs. */
    workers: z.union([z.number().int().min(1).max(64), z.literal('auto')]).default(1),
    /** Each request carries a W3C `traceparent` that tells its sequence number, to be found again in others' logs. */
    trace: z.boolean().default(false),
    operations: z.record(z.string(), Operation),
    cycles: z.record(z.string(), Cycle).default({}),
    companions: z.record(z.string(), Companion).default({}),
    /**
     * How to list what `creates` operations made: pointer to an array, and pointer in an element to the mark. `next`: pointer
     * to where the next page is, as long as there is one.
     */
    audit: z
      .array(z.object({ list: z.string(), items: z.string(), mark: z.string(), next: Pointer.optional() }))
      .default([]),
    /** How to find by name what cycles and companions of a killed harness made, and what to `keep` of it to delete it. */
    finds: z
      .array(
        z.strictObject({
          list: z.string(),
          items: z.string(),
          mark: z.string(),
          keep: z.record(z.string(), Pointer).default({}),
          next: Pointer.optional(),
        }),
      )
      .default([]),
  })
  .superRefine((profile, context) => {
    const known = Object.keys(profile.operations);
    const steps = [
      ...Object.values(profile.cycles).flatMap((cycle) => cycle.steps),
      ...Object.values(profile.companions).flatMap(({ begin, end }) => [...begin, ...end]),
    ];
    const inSteps = steps.flatMap((step) =>
      'call' in step ? [step.call] : [step.until, ...(step.fails ? [step.fails] : [])],
    );
    const named = [...inSteps, ...profile.login, ...[...profile.audit, ...profile.finds].map(({ list }) => list)];
    if (profile.renew) named.push(profile.renew.operation);
    for (const name of named)
      if (!known.includes(name))
        context.addIssue({ code: 'custom', message: `unknown operation "${name}"; there are: ${known.join(', ')}` });
    if (!Object.values(profile.operations).some((operation) => operation.weight > 0))
      context.addIssue({
        code: 'custom',
        path: ['operations'],
        message: 'no operation has a weight: nothing would be sent',
      });
    for (const [name, { headers }] of Object.entries(profile.operations))
      if (profile.trace && Object.keys(headers).some((header) => header.toLowerCase() === 'traceparent'))
        context.addIssue({
          code: 'custom',
          path: ['operations', name, 'headers'],
          message: 'expected no "traceparent" where `trace: true` makes one for each request',
        });
    for (const [name, operation] of Object.entries(profile.operations)) {
      const takes = (operation.payload?.seconds ?? 0) + (operation.reads?.seconds ?? 0);
      const patience = timeoutOf(profile, operation);
      if (operation.weight > 0 && takes >= patience)
        context.addIssue({
          code: 'custom',
          path: ['operations', name],
          message: `takes ${takes} s by itself and is given up after ${patience} s; give it a longer timeoutSeconds`,
        });
    }
    if (Object.keys(profile.lanes).length === 0)
      context.addIssue({ code: 'custom', path: ['lanes'], message: 'expected at least one lane' });
  });

/** After how long without a complete answer a request of this operation is given up, in seconds. */
export function timeoutOf(
  profile: { readonly timeoutSeconds: number },
  operation: Pick<Operation, 'timeoutSeconds'>,
): number {
  return operation.timeoutSeconds ?? profile.timeoutSeconds;
}

/** The longest that any request of the profile may take, in seconds. */
export function longestTimeout(profile: Profile): number {
  return Math.max(...Object.values(profile.operations).map((operation) => timeoutOf(profile, operation)));
}

export type Profile = z.infer<typeof Profile>;
export type Operation = z.infer<typeof Operation>;
export type Extract = z.infer<typeof Extract>;
export type Knock = z.infer<typeof Knock>;
export type Look = z.infer<typeof Look>;
