import { STATUS_CODES } from 'node:http';
import { type Answer, Refusal } from '../../http/index.ts';

const FAULTS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  405: 'badMethod',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  503: 'serviceUnavailable',
};

/** Cinder's way to say no. What is said of tokens comes from the middleware before it. */
export function refuse({ status, message, headers }: Refusal): Answer {
  if (status === 401)
    return { status, headers, body: { error: { code: status, title: STATUS_CODES[status], message } } };
  return { status, headers, body: { [FAULTS[status] ?? 'computeFault']: { code: status, message } } };
}

export const missing = (kind: string, id: string) => new Refusal(404, `${kind} ${id} could not be found.`);

export const wrongStatus = (id: string, expected: readonly string[], status: string) =>
  new Refusal(
    400,
    `Invalid volume: Volume ${id} status must be ${expected.join(' or ')}, but current status is ${status}.`,
  );
