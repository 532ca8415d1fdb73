import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { z } from 'zod';
import { bringUp } from './bring-up.ts';
import type { Format } from './format.ts';

export type ReadStored<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly why: string };

/** For readers of many: what one file holds, or in a line what is wrong with it. */
export function readStored<Schema extends z.ZodType>(
  format: Format,
  file: string,
  schema: Schema,
): ReadStored<z.output<Schema>> {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return { ok: false, why: `${basename(file)}: ${(error as Error).message}` };
  }
  const current = bringUp(format, found);
  if (!current.ok) return { ok: false, why: `${current.why}; ${current.fix}` };
  const parsed = schema.safeParse(current.value);
  if (parsed.success) return { ok: true, value: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, why: `${basename(file)}: ${issue?.path.join('.')}: ${issue?.message}` };
}
