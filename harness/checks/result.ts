import { z } from 'zod';

/** What the reporter says, one line of JSON each. Anything else on its output is not for us. */

export const CheckResult = z.object({
  name: z.string(),
  file: z.string(),
  outcome: z.enum(['passed', 'failed']),
  milliseconds: z.number(),
  error: z.string().optional(),
  /** What could be better, although nothing is wrong. */
  advice: z.array(z.string()).optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const Said = z.union([
  z.strictObject({ check: CheckResult }),
  /** Something outside of all checks: a file that can't be loaded, the time limit. */
  z.strictObject({ broken: z.string() }),
]);
export type Said = z.infer<typeof Said>;

/** The annotation by which a check gives advice. */
export const ADVICE = 'advice';

export function readLine(line: string): Said | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return Said.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
