import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `etc/nova.json`, for all of nova's processes on a node. */
export const Configuration = z.object({
  host: z.string(),
  address: z.string(),
  /** Of the API; null on nodes that have none. */
  port: z.number().int().nullable(),
  /** Folder of the databases that all nodes share. */
  databases: z.string(),
  identityUrl: z.string(),
  user: z.string(),
  password: z.string(),
  /** `compute`: `auto`, or the RPC version that is sent to nova-compute at most. Without it, the newest that is known. */
  upgrade_levels: z.object({ compute: z.string().optional() }).default({}),
  guestAddresses: z.array(z.string()),
  /** How long a process that was told to stop waits for what it has in hand. */
  gracefulSeconds: z.number().positive().default(5),
});
export type Configuration = z.infer<typeof Configuration>;

export function readConfiguration(root: string): Configuration {
  const file = join(root, 'etc', 'nova.json');
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`Expected a configuration of nova in ${file}: ${z.prettifyError(parsed.error)}`);
}
