import type { z } from 'zod';
import { Refusal } from './refusal.ts';

/** A request body of the right shape, or 400. */
export function expectBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, `Invalid input for field '${issue?.path.join('/')}': ${issue?.message}`);
}

/** `?limit=`: how many a page holds, at most `greatest`. */
export function expectLimit(query: URLSearchParams, standard: number, greatest: number): number {
  const limit = query.get('limit');
  if (limit === null) return standard;
  if (!/^[1-9]\d{0,5}$/.test(limit))
    throw new Refusal(400, `Invalid input for field 'limit': expected a positive number, got ${limit}`);
  return Math.min(Number(limit), greatest);
}
