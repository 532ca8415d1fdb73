import { Refusal } from '../http/index.ts';
import type { makeIdentityClient } from './identity-client.ts';

export const unavailable = () =>
  new Refusal(503, 'The Identity service is temporarily unavailable: a token could not be validated.');

/** The service's own token: whoever asks about other people's tokens must show one. */
export function makeServiceToken(options: {
  readonly ask: ReturnType<typeof makeIdentityClient>;
  readonly user: string;
  readonly password: string;
}) {
  const { ask, user, password } = options;
  const domain = { id: 'default' };
  const body = JSON.stringify({
    auth: {
      identity: { methods: ['password'], password: { user: { name: user, domain, password } } },
      scope: { project: { name: 'service', domain } },
    },
  });
  let current: Promise<string> | undefined;

  async function login(): Promise<string> {
    const answer = await ask({ method: 'POST', path: '/v3/auth/tokens?nocatalog', body });
    const token = answer.headers['x-subject-token'];
    if (answer.status !== 201 || typeof token !== 'string') throw unavailable();
    return token;
  }

  return {
    /** Logs in at most once for all who ask at the same time, and not at all while the last token is good. */
    async get(): Promise<string> {
      current ??= login();
      const attempt = current;
      try {
        return await attempt;
      } catch (error) {
        if (current === attempt) current = undefined;
        throw error;
      }
    },
    /** It was not accepted. Another one that came in between stays. */
    async discard(token: string): Promise<void> {
      const attempt = current;
      if ((await attempt) === token && current === attempt) current = undefined;
    },
  };
}
