import { z } from 'zod';

/** A night as it is kept (`night.json`). Fields are added, never renamed or removed, within a format. */

/** A place in the night's folder, and nowhere else. */
const Inside = z
  .string()
  .max(500)
  .refine((path) => path !== '' && !path.startsWith('/') && !path.split('/').includes('..'), 'expected a path inside');

export const JobResult = z.object({
  name: z.string(),
  says: z.string(),
  kind: z.enum(['upgrade', 'suite']),
  command: z.array(z.string()),
  /** `not-run`: it could not be begun. `left-out`: nobody asked for it. */
  state: z.enum(['ended', 'timed-out', 'interrupted', 'not-run', 'left-out']),
  code: z.number().int().nullable(),
  /** It ended with a code with which all is well. */
  asExpected: z.boolean(),
  seconds: z.number().nonnegative(),
  /** In a sentence, what came of it, or why it was not run. */
  why: z.string(),
  /** What speaks against it, each in a line. */
  against: z.array(z.string()),
  reports: z.array(z.object({ path: Inside, title: z.string() })),
  /** Of upgrades. */
  figures: z
    .object({ requests: z.number(), failed: z.number(), errorBound: z.number(), p99Ms: z.number().nullable() })
    .nullable(),
});
export type JobResult = z.infer<typeof JobResult>;

export const Night = z.object({
  format: z.literal(1),
  harness: z.string(),
  /** ISO 8601. */
  started: z.string(),
  /** null: it goes on, or it was killed. */
  ended: z.string().nullable(),
  machine: z.object({ cores: z.number(), memoryMiB: z.number() }),
  jobs: z.array(JobResult).min(1),
});
export type Night = z.infer<typeof Night>;

/** A night where it lies. */
export interface PastNight {
  /** Of its folder, from where it is told. */
  readonly path: string;
  readonly night: Night;
}

/** From what speaks most to what speaks least: an interruption says nothing of the rest, a refusal is about the upgrade. */
export const STANDINGS = ['interrupted', 'refused', 'broken', 'inconclusive', 'well'] as const;
export type Standing = (typeof STANDINGS)[number];

/** null: nobody asked for it. */
export function standingOf({ state, code, asExpected }: JobResult): Standing | null {
  if (state === 'left-out') return null;
  if (state === 'interrupted') return 'interrupted';
  if (state !== 'ended') return 'inconclusive';
  if (asExpected) return 'well';
  if (code === 1) return 'refused';
  return code === 2 ? 'inconclusive' : 'broken';
}

/** The worst of its jobs. A night that did not come to its end proves nothing. */
export function standingOfNight({ jobs, ended }: Night): Standing {
  const standings = jobs.map(standingOf);
  const worst = STANDINGS.find((one) => standings.includes(one)) ?? 'inconclusive';
  return ended === null && worst === 'well' ? 'inconclusive' : worst;
}

/** As everywhere; of a job that did not work, the code that it ended with. */
export function exitCodeOfNight(night: Night): number {
  const standing = standingOfNight(night);
  if (standing === 'interrupted') return 130;
  if (standing === 'refused') return 1;
  if (standing !== 'broken') return standing === 'inconclusive' ? 2 : 0;
  const codes = night.jobs.filter((job) => standingOf(job) === 'broken').map(({ code }) => code);
  return codes.every((code) => code === 64) ? 64 : 70;
}
