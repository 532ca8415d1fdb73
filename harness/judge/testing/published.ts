import { readFileSync } from 'node:fs';
import { z } from 'zod';

const FILE = new URL('../../../docs/verdict.schema.json', import.meta.url);

/** The schema that users hold a verdict against, and not the type that it was made from. */
export const publishedText = readFileSync(FILE, 'utf8');
const Published = z.fromJSONSchema(JSON.parse(publishedText));

/** Where a verdict is not what was published; empty: nowhere. */
export function faultsOf(verdict: unknown): string[] {
  const { error } = Published.safeParse(verdict);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
