import { z } from 'zod';

/**
 * What is wrong with a service, as data that its own process reads when it starts: to which requests it happens, from
 * when on and for how long, and what happens to them.
 */

/** What becomes of a request instead of what should. */
const Effect = z.union([
  /** Answered with this status; nothing is done. */
  z.strictObject({ fail: z.number().int().min(400).max(599) }),
  /** Answered late, and each time later by `growMs`. */
  z.strictObject({ delayMs: z.number().nonnegative(), growMs: z.number().nonnegative().default(0) }),
  /** One text in place of another in the answer. */
  z.strictObject({ replace: z.string().min(1), by: z.string() }),
  /** What it created is acknowledged, and is gone. */
  z.strictObject({ lose: z.literal(true) }),
  /** The connection is closed without a word: before anything is done, or after all of it. */
  z.strictObject({ silent: z.enum(['before', 'after']) }),
  /** Half of the answer, and then the connection is closed. */
  z.strictObject({ cut: z.literal(true) }),
  /** Tokens that another process has issued are refused. */
  z.strictObject({ forget: z.literal('foreign tokens') }),
]);
export type Effect = z.infer<typeof Effect>;

export const Trouble = z.strictObject({
  /** `METHOD /path`, without the query. Absent: all but health checks. */
  requests: z.array(z.string()).min(1).optional(),
  /** `users`: only to those whose requests carry a `traceparent`, and to nobody who looks whether all is well. */
  of: z.enum(['anybody', 'users']).default('anybody'),
  /** The start of the process, SIGUSR2, or its end: it then goes on for `lastsMs` after TERM. */
  from: z.enum(['start', 'signal', 'term']).default('start'),
  afterMs: z.number().nonnegative().default(0),
  lastsMs: z.number().positive().optional(),
  /** Every n-th of the requests that it could happen to … */
  every: z.number().int().positive().default(1),
  /** … and no more than so many. */
  times: z.number().int().positive().optional(),
  effect: Effect,
  /** The process kills itself then. */
  dies: z.boolean().default(false),
});
export type Trouble = z.infer<typeof Trouble>;
/** As it is written down: with what need not be said left out. */
export type TroubleInput = z.input<typeof Trouble>;

export const Troubles = z.array(Trouble).min(1);
