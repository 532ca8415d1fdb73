import type { z } from 'zod';
import { type Answer, Refusal } from '../../http/index.ts';

const FAULTS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  503: 'serviceUnavailable',
};

/** Nova's way to say no. */
export function refuse({ status, message, headers }: Refusal): Answer {
  // It comes from the middleware in front of nova, which writes as identity does.
  if (status === 401) return { status, headers, body: { error: { code: status, title: 'Unauthorized', message } } };
  return { status, headers, body: { [FAULTS[status] ?? 'computeFault']: { code: status, message } } };
}

export const noInstance = (id: string) => new Refusal(404, `Instance ${id} could not be found.`);

export const notReady = (id: string) => new Refusal(409, `Instance ${id} is not ready`);

export const conflicting = (action: string, id: string, state: string) =>
  new Refusal(409, `Cannot '${action}' instance ${id} while it is in ${state}`);

/** A request body of the right shape, or 400. */
export function expectBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(400, `Invalid input for field/attribute ${issue?.path.join('.')}. ${issue?.message}`);
}

export const isoSeconds = (milliseconds: number) => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

/** Where nova prints microseconds it leaves the time zone out. It is UTC. */
export const isoMicroseconds = (milliseconds: number) => new Date(milliseconds).toISOString().replace('Z', '000');
