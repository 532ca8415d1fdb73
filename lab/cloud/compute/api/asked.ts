import { randomUUID } from 'node:crypto';
import type { Caller, Gatekeeper } from '../../access/index.ts';
import { type Answer, type Call, type Handler, Refusal } from '../../http/index.ts';
import type { Release } from '../release.ts';
import { negotiate, versionText } from './microversion.ts';

/** A request of which is known who sent it and in which microversion. */
export interface Asked extends Call {
  readonly caller: Caller;
  /** 96 for microversion 2.96. */
  readonly minor: number;
  readonly requestId: string;
}

export type AskedHandler = (asked: Asked) => Answer | Promise<Answer>;
export type AskedRoutes = Readonly<Record<string, AskedHandler>>;

/** First the token, then the microversion, as in nova's pipeline; the answer says which microversion it is in. */
export function makeAsking(gatekeeper: Gatekeeper, { microversion }: Release) {
  const asking =
    (handle: AskedHandler): Handler =>
    async (call) => {
      const caller = await gatekeeper.admit(call);
      const minor = negotiate(call.headers, microversion);
      const requestId = `req-${randomUUID()}`;
      const own = {
        'openstack-api-version': `compute ${versionText(minor)}`,
        'x-openstack-nova-api-version': versionText(minor),
        vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version',
        'x-openstack-request-id': requestId,
        'x-compute-request-id': requestId,
      };
      try {
        const answer = await handle({ ...call, caller, minor, requestId });
        return { ...answer, headers: { ...own, ...answer.headers } };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new Refusal(error.status, error.message, { ...own, ...error.headers });
      }
    };
  return (routes: AskedRoutes) =>
    Object.fromEntries(Object.entries(routes).map(([route, handle]) => [route, asking(handle)]));
}

/** Some things are not for everybody. */
export function expectAdministrator({ caller }: Asked, policy: string): void {
  if (!caller.roles.includes('admin'))
    throw new Refusal(403, `Policy doesn't allow os_compute_api:${policy} to be performed.`);
}

/** What came with a later microversion is not there in an earlier one. */
export function expectMicroversion({ minor }: Asked, since: number): void {
  if (minor < since) throw new Refusal(404, 'The resource could not be found.');
}
