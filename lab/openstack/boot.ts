import { HOST_ENVIRONMENT, type HostFile, hostFor, type Reached, startHost } from '../docker/index.ts';

const { NODE_COMPILE_CACHE: _, ...ENVIRONMENT } = HOST_ENVIRONMENT;

interface Seat extends Reached {
  readonly files: readonly HostFile[];
}

/** From a seat in the layout to a host that takes logins. What its services are configured with comes with it. */
export function bootHost(
  owner: { readonly id: string; readonly authorizedKey: string },
  image: string,
  seat: Seat,
): Promise<void> {
  const host = hostFor(owner, image, seat);
  const own = new Set(seat.files.map(({ target }) => target));
  const files = [...host.files.filter(({ target }) => !own.has(target)), ...seat.files];
  return startHost({ ...host, environment: ENVIRONMENT, files, capabilities: [], sysctls: {} });
}
