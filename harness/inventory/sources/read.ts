import { z } from 'zod';
import { InventoryError } from '../error.ts';

export function read<T>(schema: z.ZodType<T>, document: unknown, what: string): T {
  const parsed = schema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new InventoryError('unreadable', `Expected ${what}: ${z.prettifyError(parsed.error)}`);
}
