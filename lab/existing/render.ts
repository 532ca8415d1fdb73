import { portOf } from '../haproxy/index.ts';
import type { LabFile } from './file.ts';

/** Files for the hosts of load balancers, by name: a configuration of HAProxy, and one of keepalived where there is a pair. */
export function renderBalancers(lab: LabFile): Record<string, string> {
  const names = Object.keys(lab.balancers);
  return Object.fromEntries(
    names.flatMap((name, index) => [
      [`${name}-haproxy.cfg`, haproxy(lab, name)],
      ...(names.length > 1 ? [[`${name}-keepalived.conf`, keepalived(lab, name, index)] as const] : []),
    ]),
  );
}

function haproxy(lab: LabFile, name: string): string {
  const { socket, tcp } = lab.balancers[name]!;
  const services = Object.entries(lab.services).flatMap(([service, { frontend, members }]) =>
    frontend && 'vip' in frontend ? [{ service, frontend, members }] : [],
  );
  return [
    globalSection(tcp === undefined ? socket! : `ipv4@${tcp}`),
    DEFAULTS,
    ...services.map(({ frontend }) => frontendSection(frontend, lab)),
    ...services.map(({ service, frontend, members }) => backendSection(service, frontend.backend, members)),
  ].join('\n');
}

const globalSection = (socket: string) => `global
  chroot /var/lib/haproxy
  user haproxy
  group haproxy
  daemon
  log /dev/log local0
  # Unbroken drains through this socket: it must be of level admin, and let in the account that comes over SSH.
  stats socket ${socket} mode 660 group haproxy level admin
  stats timeout 2m
  maxconn 4000
  # The commands of one line take turns with the traffic of their thread only: with more, clients may see a swap half done.
  nbthread 1
`;

const DEFAULTS = `defaults
  log global
  mode http
  option httplog
  maxconn 8000
  # A request that could not be delivered is tried elsewhere. What that hides from users is told in the report.
  option redispatch
  retries 3
  timeout http-request 10s
  timeout queue 1m
  timeout connect 10s
  timeout client 1m
  timeout server 1m
  timeout check 10s
`;

type Frontend = Extract<NonNullable<LabFile['services'][string]['frontend']>, { vip: string }>;

function frontendSection({ vip, port, backend }: Frontend, { vips }: LabFile): string {
  const { address, tls } = vips[vip]!;
  return `frontend ${backend}-vip
  # The virtual address: keepalived puts it on one host, and net.ipv4.ip_nonlocal_bind=1 lets the other listen beforehand.
  bind ${address}:${port}${tls ? ` ssl crt /etc/haproxy/${vip}.pem` : ''}
  # Which request a line of the log is about: the recorder numbers them.
  capture request header traceparent len 64
  default_backend ${backend}
`;
}

function backendSection(service: string, backend: string, members: LabFile['services'][string]['members']): string {
  const servers = Object.values(members).map(({ server, url }) => {
    const { host, port } = addressOf(url!);
    return `  server ${server} ${host}:${port}\n`;
  });
  return `backend ${backend}
  balance roundrobin
  # Asks ${service} itself: an open port is no answer.
  option httpchk GET /
  # Tells by which server a request was answered: without it no run can be certified.
  http-response set-header X-Backend %[srv_name]
  default-server inter 2s fall 3 rise 2 check
${servers.join('')}`;
}

function addressOf(url: string): { readonly host: string; readonly port: number } {
  const { host, protocol } = new URL(url);
  return portOf(host) ?? { host, port: protocol === 'https:' ? 443 : 80 };
}

function keepalived({ vips }: LabFile, name: string, index: number): string {
  const instances = Object.entries(vips).map(([vip, { address, interface: device = 'eth0', routerId = 50 }]) =>
    instance({ vip, address, device, routerId, priority: 101 - index }),
  );
  return [
    `global_defs {
  router_id ${name}
  enable_script_security
  script_user root
}

# Is HAProxy there? If it is not, the other host's priority is the higher one, and the address goes there.
vrrp_script haproxy {
  script "/usr/bin/killall -0 haproxy"
  interval 2
  weight 2
}
`,
    ...instances,
  ].join('\n');
}

interface Instance {
  readonly vip: string;
  readonly address: string;
  readonly device: string;
  readonly routerId: number;
  readonly priority: number;
}

const instance = ({
  vip,
  address,
  device,
  routerId,
  priority,
}: Instance) => `# The highest priority has the address ${vip}.
vrrp_instance ${routerId} {
  virtual_router_id ${routerId}
  advert_int 1
  priority ${priority}
  # With nopreempt an address that has moved stays where it is when the first host is back: it moves once, not twice.
  state BACKUP
  nopreempt
  interface ${device}
  virtual_ipaddress {
    ${address} dev ${device}
  }
  track_script {
    haproxy
  }
}
`;
