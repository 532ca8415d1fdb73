import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `etc/keystone.json` */
export const Configuration = z.object({
  listen: z.object({ address: z.string(), port: z.number().int() }),
  database: z.string(),
  token: z.object({ lifetimeSeconds: z.number().int().positive() }),
});
export type Configuration = z.infer<typeof Configuration>;

export function readConfiguration(root: string): Configuration {
  const file = join(root, 'etc', 'keystone.json');
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`Expected a configuration of keystone in ${file}: ${z.prettifyError(parsed.error)}`);
}
