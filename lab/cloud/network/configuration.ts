import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `etc/neutron.json`: one for the server and all agents of a node. */
export const Configuration = z.object({
  host: z.string(),
  /** A node without the server has no port. */
  listen: z.object({ address: z.string(), port: z.number().int().optional() }),
  database: z.string(),
  messages: z.string(),
  rollcall: z.string(),
  identity: z.object({ identityUrl: z.string(), user: z.string(), password: z.string() }),
});
export type Configuration = z.infer<typeof Configuration>;

export function readConfiguration(root: string): Configuration {
  const file = join(root, 'etc', 'neutron.json');
  const parsed = Configuration.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`Expected a configuration of neutron in ${file}: ${z.prettifyError(parsed.error)}`);
}
