import { STATUS_CODES } from 'node:http';
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
