import { createHash, timingSafeEqual } from 'node:crypto';

/** What a request brings that decides whether it is let in. */
export interface Knock {
  readonly method: string;
  readonly url: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
}

export interface House {
  readonly port: number;
  readonly token: string;
}

export type Admission =
  | { readonly to: 'page' | 'events' }
  | { readonly to: 'nowhere'; readonly status: 403 | 404 | 405 | 421; readonly why: string };

/**
 * Lets in who only reads, came by this machine's own name, and knows the token. A page of somebody else that leads its name
 * to this address (DNS rebinding) has another Host; one that asks from where it is has another Origin.
 */
export function admit({ method, url, host, origin }: Knock, { port, token }: House): Admission {
  if (method !== 'GET' && method !== 'HEAD') return refused(405, 'this page is only read');
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (host === undefined || !names.includes(host)) return refused(421, 'this is not the host that was asked for');
  if (origin !== undefined && !names.some((name) => origin === `http://${name}`))
    return refused(403, 'other pages may not ask here');
  const [, given = '', ...rest] = url.split('/');
  if (!equal(given, token)) return refused(403, 'the address must have the token that the run has told');
  const [place = '', ...more] = rest;
  if (more.length === 0 && place === '' && rest.length === 1) return { to: 'page' };
  if (more.length === 0 && place === 'events') return { to: 'events' };
  return refused(404, 'there is nothing at this address');
}

function refused(status: 403 | 404 | 405 | 421, why: string): Admission {
  return { to: 'nowhere', status, why };
}

/** Takes the same time wherever the two differ, and however long they are. */
function equal(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}
