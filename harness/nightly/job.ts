import { z } from 'zod';

/** What must be there for a job to be begun. What is missing is told, and the job is not run. */
export const Needs = z.strictObject({
  /** A kind of lab that this build makes. */
  lab: z.string().optional(),
  engine: z.boolean().default(false),
  haproxy: z.boolean().default(false),
  /** Free, when the job is to begin. */
  memoryMiB: z.number().int().positive().optional(),
});
export type Needs = z.infer<typeof Needs>;

const Word = z.union([z.string(), z.number()]).transform(String);

/** Where results go is the night's affair. */
const OURS = ['--runs', '--out', '--junit', '--json'];

const isOurs = (word: string): boolean => OURS.some((option) => word === option || word.startsWith(`${option}=`));

/** One command of a night. */
export const Job = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'expected small letters, digits and dashes'),
  /** In a line, for people. */
  says: z.string().min(1),
  /** What stands behind `unbroken`. */
  command: z
    .array(Word)
    .min(1)
    .refine(([name]) => name === 'certify' || name === 'selftest', 'expected certify or selftest, and what follows it')
    .refine((words) => !words.some(isOurs), `expected none of ${OURS.join(', ')}: a night has its own places`),
  needs: Needs.prefault({}),
  /** Exit codes with which all is well. A refusal that is known, and stays until somebody mends it, may be one. */
  expects: z.array(z.union([z.literal(0), z.literal(1), z.literal(2)])).default([0]),
  /** After that it is asked to put everything back and end. */
  minutes: z.number().positive().max(1440).default(30),
});
export type Job = z.infer<typeof Job>;

const distinct = (jobs: readonly Job[]): boolean => new Set(jobs.map(({ name }) => name)).size === jobs.length;

/** A night, in its order. */
export const JobList = z.strictObject({
  jobs: z.array(Job).min(1).refine(distinct, 'expected a name of its own for each job'),
});
