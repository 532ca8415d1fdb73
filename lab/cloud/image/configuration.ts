import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `etc/glance.json` */
export const Configuration = z.object({
  host: z.string(),
  listen: z.object({ address: z.string(), port: z.number().int() }),
  database: z.string(),
  /** Messages from glance-api to glance-registry. */
  messages: z.string(),
  /** Folder of the images' data, shared by all nodes. */
  store: z.string(),
  identity: z.object({ identityUrl: z.string(), user: z.string(), password: z.string() }),
});
export type Configuration = z.infer<typeof Configuration>;

export function readConfiguration(root: string): Configuration {
  const file = join(root, 'etc', 'glance.json');
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`Expected a configuration of glance in ${file}: ${z.prettifyError(parsed.error)}`);
}
