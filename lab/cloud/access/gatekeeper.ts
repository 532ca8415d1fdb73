import { z } from 'zod';
import { type Call, Refusal } from '../http/index.ts';
import type { Caller, Gatekeeper } from './contract.ts';
import { type IdentityAnswer, makeIdentityClient } from './identity-client.ts';
import { makeServiceToken, unavailable } from './service-token.ts';

const REMEMBER_MS = 30_000;
const REMEMBER_AT_MOST = 5_000;

const Validation = z.object({
  token: z.object({
    expires_at: z.string(),
    user: z.object({ id: z.string(), name: z.string() }),
    project: z.object({ id: z.string() }).optional(),
    roles: z.array(z.object({ name: z.string() })).default([]),
  }),
});

interface Known {
  readonly caller: Caller;
  readonly until: number;
}

/** `identityUrl` goes through the load balancer; `clock` is in ms since 1970. */
export function makeGatekeeper(options: {
  readonly identityUrl: string;
  readonly user: string;
  readonly password: string;
  readonly clock: () => number;
}): Gatekeeper {
  const { identityUrl, user, password, clock } = options;
  const ask = makeIdentityClient(identityUrl);
  const serviceToken = makeServiceToken({ ask, user, password });
  const known = new Map<string, Known>();
  const asked = new Map<string, Promise<Caller>>();

  const unauthorized = () =>
    new Refusal(401, 'The request you have made requires authentication.', {
      'www-authenticate': `Keystone uri="${identityUrl}"`,
    });

  async function validate(token: string): Promise<IdentityAnswer> {
    const own = await serviceToken.get();
    const headers = { 'x-auth-token': own, 'x-subject-token': token };
    const answer = await ask({ method: 'GET', path: '/v3/auth/tokens?nocatalog', headers });
    if (answer.status === 401) await serviceToken.discard(own);
    return answer;
  }

  async function find(token: string): Promise<Caller> {
    let answer: IdentityAnswer;
    try {
      answer = await validate(token);
      // It is our own token that was not accepted.
      if (answer.status === 401) answer = await validate(token);
    } catch {
      throw unavailable();
    }
    if (answer.status === 404) throw unauthorized();
    if (answer.status !== 200) throw unavailable();
    return remember(token, answer.body);
  }

  function remember(token: string, body: string): Caller {
    const { expires_at, user, project, roles } = Validation.parse(JSON.parse(body)).token;
    if (!project) throw new Refusal(403, 'Expected a token for a project, got an unscoped one.');
    const caller: Caller = {
      userId: user.id,
      userName: user.name,
      projectId: project.id,
      roles: roles.map(({ name }) => name),
    };
    // Oldest first: a Map keeps the order in which its entries came.
    if (known.size >= REMEMBER_AT_MOST) known.delete(known.keys().next().value!);
    known.set(token, { caller, until: Math.min(clock() + REMEMBER_MS, Date.parse(expires_at)) });
    return caller;
  }

  return {
    async admit(call: Call): Promise<Caller> {
      const token = call.headers['x-auth-token'];
      if (typeof token !== 'string' || token === '') throw unauthorized();
      const remembered = known.get(token);
      if (remembered && remembered.until > clock()) return remembered.caller;
      known.delete(token);
      const under = asked.get(token);
      if (under) return under;
      const finding = find(token).finally(() => asked.delete(token));
      asked.set(token, finding);
      return finding;
    },
  };
}
