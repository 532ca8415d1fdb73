import { type HostFile, startHost } from './container.ts';
import type { Reached } from './keys.ts';
import type { BalancerSeat, HostSeat, Layout } from './layout.ts';
import { BOOTED, DATABASES, NODE_ROOT, SHARED, SUPERVISED } from './places.ts';

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

/** Whoever has the lab's key gets in. */
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

export function hostFor(owner: Owner, image: string, seat: Reached) {
  const { name, address, root } = seat;
  return { labId: owner.id, name, address, image, root, environment: HOST_ENVIRONMENT, files: filesOf(owner, seat) };
}

/** What is done at each boot, before anybody can log in: sessions begin where a node's files are. */
const BOOT = `#!/bin/sh
set -e
mkdir -p /run/sshd ${DATABASES}
sed -i 's#^root:\\([^:]*\\):0:0:\\([^:]*\\):[^:]*:#root:\\1:0:0:\\2:${NODE_ROOT}:#' /etc/passwd
`;

const RUN_SSHD = `#!/bin/sh
exec 2>&1
rm -f ${BOOTED}
/etc/unbroken-boot || exit
: >${BOOTED}
exec /usr/sbin/sshd -D -e
`;

function filesOf({ authorizedKey }: Owner, { address, hostKey }: Reached): HostFile[] {
  const variables = Object.entries(HOST_ENVIRONMENT).filter(([variable]) => variable !== 'HOME');
  // Guests of a compute node listen on the same port, at addresses of their own.
  const sshd = `ListenAddress ${address}
HostKey /etc/ssh/ssh_host_ed25519_key
AuthorizedKeysFile /etc/ssh/authorized_keys
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
MaxStartups 100
PrintMotd no
SetEnv ${variables.map(([variable, value]) => `${variable}=${value}`).join(' ')}
`;
  return [
    { target: '/etc/ssh/ssh_host_ed25519_key', content: hostKey.privateKey, mode: 0o600 },
    { target: '/etc/ssh/authorized_keys', content: `${authorizedKey}\n`, mode: 0o644 },
    { target: '/etc/ssh/sshd_config', content: sshd, mode: 0o644 },
    { target: '/etc/unbroken-boot', content: BOOT, mode: 0o755 },
    { target: `${SUPERVISED}/sshd/run`, content: RUN_SSHD, mode: 0o755 },
  ];
}
