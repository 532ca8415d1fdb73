import { type Call, type Handler, Refusal, type Routes } from '../../http/index.ts';

/** `3.x`: what a client asks for in a header, and is answered in. Without a header it is the oldest. */

const HEADER = 'openstack-api-version';
const SERVICE = 'volume';

/** The x of 3.x, or a refusal. */
export const minorOf = ({ headers }: Call, newest: string): number => negotiate(asText(headers[HEADER]), newest);

/** Other services may have their versions in the same header. */
export function negotiate(header: string | undefined, newest: string): number {
  const wanted = header
    ?.split(',')
    .map((part) => part.trim().split(/\s+/))
    .find(([service]) => service?.toLowerCase() === SERVICE)?.[1];
  if (wanted === undefined) return 0;
  if (wanted === 'latest') return afterDot(newest);
  if (!/^\d+\.\d+$/.test(wanted))
    throw new Refusal(400, `API Version String ${wanted} is of invalid format. Must be of format MajorNum.MinorNum.`);
  if (!wanted.startsWith('3.') || afterDot(wanted) > afterDot(newest))
    throw new Refusal(406, `Version ${wanted} is not supported by the API. Minimum is 3.0 and maximum is ${newest}.`);
  return afterDot(wanted);
}

const afterDot = (version: string) => Number(version.split('.')[1]);

/** The same routes, refused to clients who ask for a version that is not there, and answered with the version. */
export function versioned(routes: Routes, newest: string): Routes {
  const wrap =
    (handle: Handler): Handler =>
    async (call) => {
      const minor = minorOf(call, newest);
      const headers = { [HEADER]: `${SERVICE} 3.${minor}`, vary: 'OpenStack-API-Version' };
      try {
        const answer = await handle(call);
        return { ...answer, headers: { ...headers, ...answer.headers } };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new Refusal(error.status, error.message, { ...headers, ...error.headers });
      }
    };
  return Object.fromEntries(Object.entries(routes).map(([route, handle]) => [route, wrap(handle)]));
}

const asText = (header: string | readonly string[] | undefined) =>
  typeof header === 'string' ? header : header?.join(',');
