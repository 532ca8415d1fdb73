import { createHash } from 'node:crypto';
import { portOf } from './admin-socket.ts';
import { BIND_LIMIT, checkSocketPath } from './socket-path.ts';

/** A configuration to render: what stands behind which front end. */
export interface ProxySpec {
  /** A path, or `address:port`. */
  readonly adminSocket: string;
  /** UDP address that log lines go to. */
  readonly log: { readonly address: string; readonly port: number };
  readonly frontends: readonly FrontendSpec[];
  /** Other HAProxies of this user listen at the same addresses, and the kernel deals connections out among them. */
  readonly shared?: boolean;
  /** The address of this one alone, where several take turns at the address of the front ends. */
  readonly ownAddress?: string;
}

export interface FrontendSpec {
  readonly name: string;
  readonly bind: { readonly address: string; readonly port: number };
  readonly backend: string;
  /** e.g. `GET /healthcheck` */
  readonly check: string;
  readonly servers: readonly { readonly name: string; readonly address: string; readonly port: number }[];
}

export function renderConfig(spec: ProxySpec): string {
  if (!portOf(spec.adminSocket)) checkSocketPath(spec.adminSocket, BIND_LIMIT, 'haproxy-failed');
  const { frontends, ownAddress } = spec;
  const sections = frontends.flatMap((each) => [frontend(each, ownAddress), backend(each)]);
  return [globalSection(spec), defaults(spec), ...sections].join('\n');
}

/** Names a configuration in evidence: the first 12 hex digits of its SHA-256. */
export function configHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

// noreuseport: where it is not meant, a second HAProxy of the same user would bind the same port without an error and take half the traffic.
// nbthread 1: the commands of one runtime line take turns with the traffic of their thread only. A second thread would
// serve beside them all the time: then clients did see a crossover half done.
const globalSection = ({ adminSocket, log, shared = false }: ProxySpec) => `global
  log ${log.address}:${log.port} format rfc5424 local0
  stats socket ${portOf(adminSocket) ? `ipv4@${adminSocket}` : `${quoted(adminSocket)} mode 600`} level admin
  stats timeout 2m
  maxconn 4000
  nbthread 1
${shared ? '' : '  noreuseport\n'}`;

// idle-close-on-response: a process that is replaced tells clients with their next answer that the connection ends, and does not
// close those on which the next request may be under way.
const defaults = ({ ownAddress }: ProxySpec) => `defaults
  log global
  mode http
  option httplog
  option redispatch
  retries 3
  timeout http-request 10s
  timeout queue 1m
  timeout connect 10s
  timeout client 1m
  timeout server 1m
  timeout check 10s
  timeout http-keep-alive 1m
${ownAddress === undefined ? '' : '  option idle-close-on-response\n'}`;

// The traceparent tells which request a line is about. It has 55 characters.
// At its own address one can be tried that waits for its turn.
const frontend = ({ name, bind, backend }: FrontendSpec, ownAddress: string | undefined) => `frontend ${name}
  bind ${bind.address}:${bind.port}
${ownAddress === undefined ? '' : `  bind ${ownAddress}:${bind.port}\n`}  capture request header traceparent len 64
  default_backend ${backend}
`;

// set-header, not add-header: a service cannot pass itself off as another server.
const backend = ({ backend, check, servers }: FrontendSpec) => `backend ${backend}
  balance roundrobin
  option httpchk ${check}
  http-response set-header X-Backend %[srv_name]
  default-server inter 500ms fall 3 rise 2 check
${servers.map(({ name, address, port }) => `  server ${name} ${address}:${port}\n`).join('')}`;

/** In single quotes HAProxy takes everything as it is. */
const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path}'`);
