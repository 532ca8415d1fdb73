import { z } from 'zod';

/** Where a lab has a Tempest, and what the lab can't do: as `lab.yaml` says it, and as every lab is described. */
export const TempestDescription = z.strictObject({
  node: z.string().describe('The node that it is installed on'),
  workspace: z
    .string()
    .startsWith('/', 'expected an absolute path')
    .describe('Folder there, as "tempest init" makes one'),
  config: z.string().optional().describe("Configuration there, where it is not the workspace's"),
  command: z.string().min(1).default('tempest').describe('Words of a shell: a path, with variables before it'),
  concurrency: z.number().int().nonnegative().default(1).describe('Workers; 0: one for each processor of the node'),
  exclude: z
    .array(
      z.strictObject({
        test: z.string().regex(/^[^\s#][^\n#]*$/, 'expected one line without #'),
        why: z.string().min(1),
      }),
    )
    .default([])
    .describe('Tests that this lab is known not to stand, as regular expressions; each with the reason'),
});
export type TempestDescription = z.infer<typeof TempestDescription>;
