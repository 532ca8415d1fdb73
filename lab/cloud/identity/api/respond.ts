import { STATUS_CODES } from 'node:http';
import type { z } from 'zod';
import { type Answer, Refusal } from '../../http/index.ts';

/** Keystone's way to say no. */
export function refuse({ status, message, headers }: Refusal): Answer {
  return { status, headers, body: { error: { code: status, message, title: STATUS_CODES[status] } } };
}

export const unauthorized = (origin: string) =>
  new Refusal(401, 'The request you have made requires authentication.', {
    'www-authenticate': `Keystone uri="${origin}/v3"`,
  });

export const forbidden = (action: string) =>
  new Refusal(403, `You are not authorized to perform the requested action: ${action}.`);

export const missing = (kind: string, id: string) => new Refusal(404, `Could not find ${kind}: ${id}.`);

export const duplicate = (kind: string, name: string, domain: string) =>
  new Refusal(
    409,
    `Conflict occurred attempting to store ${kind} - Duplicate entry found with name ${name} at domain ID ${domain}.`,
  );

/** A request body of the right shape, or 400. */
export function expectBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, `Invalid input for field '${issue?.path.join('/')}': ${issue?.message}`);
}
