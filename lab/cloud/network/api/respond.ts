import type { z } from 'zod';
import { type Answer, Refusal } from '../../http/index.ts';
import { NeutronRefusal } from '../refusal.ts';

const PLAIN: Readonly<Record<number, { readonly type: string; readonly message?: string }>> = {
  400: { type: 'HTTPBadRequest' },
  403: { type: 'PolicyNotAuthorized' },
  404: { type: 'HTTPNotFound', message: 'The resource could not be found.' },
  405: { type: 'HTTPMethodNotAllowed' },
  413: { type: 'HTTPRequestEntityTooLarge' },
  500: {
    type: 'HTTPInternalServerError',
    message: 'Request Failed: internal server error while processing your request.',
  },
};

/** Neutron's way to say no. Who the caller is, keystonemiddleware decides in front of it, and says so in its own way. */
export function refuse(refusal: Refusal): Answer {
  const { status, message, headers } = refusal;
  if (status === 401 || status === 503) {
    const title = status === 401 ? 'Unauthorized' : 'Service Unavailable';
    return { status, headers, body: { error: { code: status, title, message } } };
  }
  const plain = PLAIN[status];
  const type = refusal instanceof NeutronRefusal ? refusal.type : (plain?.type ?? 'HTTPException');
  const said = refusal instanceof NeutronRefusal ? message : (plain?.message ?? message);
  return { status, headers, body: { NeutronError: { type, message: said, detail: '' } } };
}

export const forbidden = (action: string) =>
  new NeutronRefusal(403, 'PolicyNotAuthorized', `rule:${action} is disallowed by policy`);

/** A request body of the right shape, or 400. */
export function expectBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const name = issue.path.slice(1).join('.');
  if (body === undefined || issue.path.length === 0) throw new Refusal(400, 'Resource body required');
  if (issue.code === 'unrecognized_keys')
    throw new Refusal(400, `Unrecognized attribute(s) '${issue.keys.join(', ')}'`);
  throw new Refusal(400, `Invalid input for ${name}. Reason: ${issue.message}.`);
}
