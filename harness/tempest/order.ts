import { z } from 'zod';

/** Which tests, and where they are run. */
export const TempestOrder = z.object({
  node: z.string(),
  /** Folder on the node, as `tempest init` makes one. */
  workspace: z.string(),
  /** Of Tempest, on the node, where it is not the workspace's. */
  config: z.string().optional(),
  /** Words of a shell. */
  command: z.string(),
  /** 0: as many workers as the node has processors. */
  concurrency: z.number().int().nonnegative(),
  /** Regular expressions, as Tempest takes them. */
  include: z.array(z.string()).min(1),
  exclude: z.array(z.object({ test: z.string(), why: z.string() })),
  limitSeconds: z.number().positive(),
});
export type TempestOrder = z.infer<typeof TempestOrder>;

export type When = 'before' | 'during' | 'after';
