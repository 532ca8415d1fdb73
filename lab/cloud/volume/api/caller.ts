import type { Caller, Gatekeeper } from '../../access/index.ts';
import { type Call, Refusal } from '../../http/index.ts';
import { minorOf } from './microversion.ts';

/** Who calls, and in which version of the API. */
export interface VolumeCaller extends Caller {
  readonly isAdmin: boolean;
  /** The x of the microversion 3.x. */
  readonly minor: number;
}

export type Callers = ReturnType<typeof makeCallers>;

export function makeCallers(gatekeeper: Gatekeeper, newest: string) {
  async function admit(call: Call): Promise<VolumeCaller> {
    const caller = await gatekeeper.admit(call);
    const { project } = call.parameters;
    // The real one does not say that it is somebody else's project.
    if (project !== undefined && project !== caller.projectId) throw new Refusal(400, 'Malformed request url');
    return { ...caller, isAdmin: caller.roles.includes('admin'), minor: minorOf(call, newest) };
  }

  return {
    admit,
    async administrator(call: Call, action: string): Promise<VolumeCaller> {
      const caller = await admit(call);
      if (caller.isAdmin) return caller;
      throw new Refusal(403, `Policy doesn't allow ${action} to be performed.`);
    },
    /** For what came with a microversion: to older clients it is not there. */
    async since(call: Call, minor: number): Promise<VolumeCaller> {
      const caller = await admit(call);
      if (caller.minor >= minor) return caller;
      throw new Refusal(404, `API version 3.${caller.minor} is not supported on this method.`);
    },
  };
}
