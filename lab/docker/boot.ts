import { DATABASES, type Host, SHARED, startHost } from './container.ts';
import { NODE_ROOT } from './image/index.ts';
import type { Reached } from './keys.ts';
import type { BalancerSeat, HostSeat, Layout } from './layout.ts';

/** From a seat in the layout to a host that takes logins. */

const PATH = [`${NODE_ROOT}/bin`, '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'].join(':');

/** What every session and every service on a host sees. */
export const HOST_ENVIRONMENT = {
  PATH,
  HOME: NODE_ROOT,
  LANG: 'C.UTF-8',
  // Compiled once for all hosts of a lab: it halves the time that a process takes to start.
  NODE_COMPILE_CACHE: `${SHARED}/compiled`,
};

/** Whoever has the lab's key gets in, and its services find what they need. */
interface Owner {
  readonly id: string;
  readonly authorizedKey: string;
}

export const bootNode = (layout: Layout, image: string, seat: HostSeat): Promise<void> =>
  startHost({
    ...hostFor(layout, image, seat),
    capabilities: seat.hasGuests ? ['NET_ADMIN', 'NET_RAW'] : [],
    sysctls: {},
  });

/** It may listen at the address that the other one has now. */
export const bootBalancer = (owner: Owner, image: string, seat: BalancerSeat): Promise<void> =>
  startHost({
    ...hostFor(owner, image, seat),
    capabilities: ['NET_ADMIN', 'NET_RAW'],
    sysctls: { 'net.ipv4.ip_nonlocal_bind': '1' },
  });

export function hostFor({ id, authorizedKey }: Owner, image: string, seat: Reached) {
  const { name, address, root, hostKey } = seat;
  const variables = Object.entries(HOST_ENVIRONMENT).filter(([variable]) => variable !== 'HOME');
  // Guests of a compute node listen on the same port, at addresses of their own.
  const sshd = `ListenAddress ${address}\nSetEnv ${variables.map(([variable, value]) => `${variable}=${value}`).join(' ')}\n`;
  return {
    labId: id,
    name,
    address,
    image,
    root,
    environment: HOST_ENVIRONMENT,
    files: [
      { target: '/etc/ssh/ssh_host_ed25519_key', content: hostKey.privateKey, mode: 0o600 },
      { target: '/etc/ssh/authorized_keys', content: `${authorizedKey}\n`, mode: 0o644 },
      { target: '/etc/ssh/node.conf', content: sshd, mode: 0o644 },
      { target: '/etc/unbroken-boot', content: `#!/bin/sh\nset -e\nmkdir -p ${DATABASES}\n`, mode: 0o755 },
    ],
  } satisfies Partial<Host>;
}
