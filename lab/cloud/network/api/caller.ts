import type { Caller, Gatekeeper } from '../../access/index.ts';
import type { Answer, Call, Handler } from '../../http/index.ts';
import { forbidden } from './respond.ts';

type Admitted = (call: Call, caller: Caller) => Answer;
export type AdmittedRoutes = Readonly<Record<string, Admitted>>;

/** Nobody gets past without a valid token. */
export const behind =
  (gatekeeper: Gatekeeper) =>
  (routes: AdmittedRoutes): Record<string, Handler> =>
    Object.fromEntries(
      Object.entries(routes).map(([route, handle]) => [
        route,
        async (call: Call) => handle(call, await gatekeeper.admit(call)),
      ]),
    );

export const isAdmin = ({ roles }: Caller) => roles.includes('admin');

/** The project whose things the caller sees; undefined for all of them. */
export const scopeOf = (caller: Caller) => (isAdmin(caller) ? undefined : caller.projectId);

/** Whose the new thing shall be. Only an administrator makes things for others. */
export function ownerOf(
  caller: Caller,
  { tenant_id, project_id }: { readonly tenant_id?: string | undefined; readonly project_id?: string | undefined },
  action: string,
): string {
  const wanted = project_id ?? tenant_id ?? caller.projectId;
  if (wanted !== caller.projectId && !isAdmin(caller)) throw forbidden(action);
  return wanted;
}
