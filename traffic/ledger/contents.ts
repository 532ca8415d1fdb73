import { z } from 'zod';

/** What the JSON blocks of a ledger hold. */

const count = z.number().int().nonnegative();

export const Opening = z.object({
  shards: z.number().int().min(1).max(65_535),
  operations: z.array(z.string()).max(256),
  /** Aligned with `operations`: whom each calls. */
  services: z.array(z.string()),
  creates: z.array(z.boolean()),
  lanes: z.array(z.string()).max(256),
  seed: z.number(),
  /** SHA-256 of the profile. */
  profile: z.string(),
});
export type Opening = z.infer<typeof Opening>;

/** A row names it by a byte. */
const place = count.max(255);

export const Names = z.object({
  servers: z.object({ from: place, names: z.array(z.string()) }),
  versions: z.object({ from: place, names: z.array(z.object({ major: count, minor: count })) }),
});
export type Names = z.infer<typeof Names>;

const Totals = z.object({ intended: count, ok: count, failed: count, unknown: count, notSent: count });
export type Totals = z.infer<typeof Totals>;

/** The opening once more, so that no single damaged block takes the names of all rows with it. */
export const Seal = Totals.extend({ opening: Opening });
export type Seal = z.infer<typeof Seal>;
