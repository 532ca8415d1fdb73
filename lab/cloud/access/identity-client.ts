import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface IdentityAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface IdentityRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

// keystonemiddleware tries again as well, but only where nobody answered (http_request_max_retries, by way of
// keystoneauth's connect_retries). Its waits start at half a second; these are shorter, as all of a lab's times are.
const WAITS_MS = [50, 100];

const LIMIT_MS = 10_000;

/** Rejects when there is no answer. An answer that says no, and a 502 or 503 of a load balancer too, is an answer. */
export function makeIdentityClient(identityUrl: string) {
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 30_000 });
  return async (wanted: IdentityRequest): Promise<IdentityAnswer> => {
    for (const wait of WAITS_MS) {
      try {
        return await once(agent, identityUrl, wanted);
      } catch {
        await delay(wait);
      }
    }
    return once(agent, identityUrl, wanted);
  };
}

function once(agent: Agent, identityUrl: string, { method, path, headers, body }: IdentityRequest) {
  const { promise, resolve, reject } = Promise.withResolvers<IdentityAnswer>();
  const outgoing = request(
    `${identityUrl}${path}`,
    {
      agent,
      method,
      timeout: LIMIT_MS,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    },
    async (response) => {
      try {
        const chunks: Buffer[] = await response.toArray();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        });
      } catch (error) {
        reject(error);
      }
    },
  );
  outgoing.on('error', reject);
  outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${LIMIT_MS} ms`)));
  outgoing.end(body);
  return promise;
}
