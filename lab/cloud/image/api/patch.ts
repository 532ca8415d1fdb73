import { z } from 'zod';
import { Refusal } from '../../http/index.ts';

/** `application/openstack-images-v2.1-json-patch`: changes of one attribute each. */
export const Patch = z.array(
  z.union([
    z.object({ op: z.enum(['add', 'replace']), path: z.string().startsWith('/'), value: z.unknown() }),
    z.object({ op: z.literal('remove'), path: z.string().startsWith('/') }),
  ]),
);
type Patch = z.infer<typeof Patch>;

export function applyPatch(flat: Readonly<Record<string, unknown>>, patch: Patch): Record<string, unknown> {
  const result = { ...flat };
  for (const change of patch) {
    // As RFC 6901 writes these two characters.
    const key = change.path.slice(1).replaceAll('~1', '/').replaceAll('~0', '~');
    if (change.op !== 'add' && !(key in result)) throw new Refusal(409, `Property ${key} does not exist.`);
    if (change.op === 'remove') delete result[key];
    else result[key] = change.value;
  }
  return result;
}
