import { HOST_ENVIRONMENT, type HostFile, hostFor, type Reached, startHost } from '../docker/index.ts';

const { NODE_COMPILE_CACHE: _, ...ENVIRONMENT } = HOST_ENVIRONMENT;

/** Done at each boot, before anybody can log in. */
const BOOT = '/etc/unbroken-boot';

interface Seat extends Reached {
  readonly files: readonly HostFile[];
  /** Lines of shell, done at each boot. */
  readonly atBoot: string;
  readonly role?: string;
}

/** What agents of neutron need to make switches, name spaces and routers: of the container's own network, not of this machine's. */
const NETWORKING = {
  capabilities: ['NET_ADMIN', 'NET_RAW', 'NET_BROADCAST', 'SYS_ADMIN', 'SYS_PTRACE', 'DAC_READ_SEARCH', 'IPC_LOCK'],
  devices: ['/dev/net/tun'],
};

/** From a seat in the layout to a host that takes logins. What its services are configured with comes with it. */
export function bootHost(
  owner: { readonly id: string; readonly authorizedKey: string },
  image: string,
  seat: Seat,
): Promise<void> {
  const host = hostFor(owner, image, seat);
  const files = host.files.map((file) =>
    file.target === BOOT ? { ...file, content: `${file.content}${seat.atBoot}` } : file,
  );
  return startHost({
    ...host,
    environment: ENVIRONMENT,
    files: [...files, ...seat.files],
    ...(seat.role === 'network' ? NETWORKING : { capabilities: [] }),
    sysctls: {},
  });
}
