import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `etc/cinder.json`, for all of cinder's processes on a node. */
export const Configuration = z.object({
  host: z.string(),
  listen: z.object({ address: z.string(), port: z.number().int() }),
  database: z.string(),
  messages: z.string(),
  rollcall: z.string(),
  /** The cluster's name and the backend's: the host of every volume, whichever node serves it. */
  backend: z.string(),
  identity: z.object({ identityUrl: z.string(), user: z.string(), password: z.string() }),
});
export type Configuration = z.infer<typeof Configuration>;

export function readConfiguration(root: string): Configuration {
  const file = join(root, 'etc', 'cinder.json');
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`Expected a configuration of cinder in ${file}: ${z.prettifyError(parsed.error)}`);
}
