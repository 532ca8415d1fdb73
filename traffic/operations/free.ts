import type { Operation, Profile } from '../profile.ts';
import { type RenderedRequest, renderRequest } from './render.ts';

export interface FreeOperation {
  readonly name: string;
  readonly operation: Operation;
  readonly request: RenderedRequest;
}

/** The first operation of a service that only reads and that anybody may call who knows nothing: version discovery. */
export function freeOperation(profile: Profile, service: string): FreeOperation | undefined {
  for (const [name, operation] of Object.entries(profile.operations)) {
    if ((operation.service ?? profile.service) !== service || !operation.request.startsWith('GET ')) continue;
    const rendering = renderRequest(operation, {});
    if (rendering.ok && !JSON.stringify(operation.holds).includes('${'))
      return { name, operation, request: rendering.request };
  }
  return undefined;
}
