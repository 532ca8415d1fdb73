import { z } from 'zod';
import { StrategyDescription } from './strategy.ts';
import { TempestDescription } from './tempest.ts';

/**
 * What a lab is, as data. Whoever provides one (the local lab, containers, your own file) ends in this shape,
 * and everything after that works from this shape alone.
 */

// Unquoted, YAML reads 2024.10 as the number 2024.1: a release is a string, always.
const Release = z.string().min(1);

const SshHop = z.object({
  host: z.string(),
  port: z.number().int().min(1).max(65535).default(22),
  user: z.string(),
  privateKeyFile: z.string().optional(),
  /** Socket of an agent that has keys. It is asked when the key file does not do, or is not there. */
  agent: z.string().optional(),
  /** Fingerprint as `ssh-keygen -l` prints it: `SHA256:…`. Any other key is refused. Absent: `knownHostsFile` decides. */
  hostKey: z.string().startsWith('SHA256:').optional(),
  /** Keys in OpenSSH's form. A host that none of these files has is refused. */
  knownHostsFile: z.union([z.string(), z.array(z.string())]).optional(),
  /** The name under which known hosts have it, where that is not the host. */
  hostKeyAlias: z.string().optional(),
});

const SshTarget = SshHop.extend({
  /** Hosts on the way there: the first one is reached from here, each next one from the one before. */
  through: z.array(SshHop).optional(),
  /** Commands are run as root, by sudo. Where it asks for a password: where that is read, each time anew. */
  become: z.object({ passwordFile: z.string().optional(), passwordVariable: z.string().optional() }).optional(),
});

const NodeDescription = z.object({ role: z.string().default('controller'), ssh: SshTarget });

/** How the guests of servers are entered, with the key that a server was made with. */
const GuestLogin = z.object({ user: z.string(), port: z.number().int().min(1).max(65535) });

/** What a lab can take, where that is less than scenarios offer. */
export const Load = z.object({
  /** At most. Who asks for a rate gets that one. */
  requestsPerSecond: z.number().positive(),
  /** Of each kind of life that users lead: so many begin. */
  cyclesPerSecond: z.number().positive(),
  /** Who waits for something asks no more often. */
  askEverySeconds: z.number().positive().default(0.1),
  /** Who waits for something that is promised for later waits so many times as long. */
  patienceFactor: z.number().min(1).default(1),
  /** By how much longer is watched, so that as much is seen. */
  paceFactor: z.number().min(1).default(1),
});

const BalancerDescription = z.object({
  /** Path of the admin-level runtime socket, or `HOST:PORT` where it listens on TCP. */
  adminSocket: z.string(),
  /** The host that the path is on, and the port is reached from. Absent: this one. */
  ssh: SshTarget.optional(),
  /** Where that is a node of the lab with another name. */
  node: z.string().optional(),
  /** Of files on this host. */
  configFile: z.string().optional(),
  logFile: z.string().optional(),
});

/** A unit on a node. One that stands behind the load balancer has both of these. */
const Member = z.object({
  /** The server's name in the backend. */
  server: z.string().optional(),
  /** Straight to the node, past every load balancer. */
  url: z.url().optional(),
  /** The load balancer that this unit is. What it says of itself is held against what is installed. */
  balancer: z.string().optional(),
});

/**
 * Shell commands, run on a node over SSH. `{release}` is replaced by a release name.
 * `database` names the phases that the service's schema migration has (expand, migrate, contract, sync …).
 */
const Commands = z.object({
  stop: z.string(),
  start: z.string(),
  status: z.string(),
  install: z.string(),
  /** Prints the release of the installed code, and nothing else. */
  release: z.string(),
  /** Makes the running process forget what it has cached (SIGHUP). */
  reload: z.string().optional(),
  /** Prints exactly which packages that is, on one line: kept with the evidence. */
  version: z.string().optional(),
  /** Prints what the service wrote in its log about `{request}`, an id that it gave in an answer. */
  wrote: z.string().optional(),
  /** Prints how many requests with a `traceparent` the service has answered on this node, over all its processes so far. */
  served: z.string().optional(),
  /** Succeeds where what it made here, `{from}` (the id of a router), reaches `{address}`. */
  reaches: z.string().optional(),
  database: z.record(z.string(), z.string()).default({}),
});

/** One kind of process that is installed, stopped and started by itself: keystone, nova-api, nova-compute … */
const ServiceDescription = z.object({
  /** What it belongs to: nova for nova-api and nova-compute. Its own name where there is no more to it. */
  project: z.string(),
  /** Where they are not the lab's: load balancers have versions of their own. */
  releases: z.object({ old: Release, new: Release }).optional(),
  /** Where users reach it, through the load balancer. Absent for what is reached through messages only. */
  frontend: z
    .object({
      url: z.url(),
      backend: z.string(),
      /** PEM file of the authorities that are trusted for an https address, instead of the system's. */
      authorities: z.string().optional(),
      /** Whom the certificate must name, where it is not the address's host. Sent as SNI. */
      serverName: z.string().optional(),
    })
    .optional(),
  /** Its answers do not tell which release they come from: a client has seen the release of the server that answered. */
  versions: z.literal('by-server').optional(),
  members: z.record(z.string(), Member),
  commands: Commands,
  /** Values for `${name}` in the traffic profile's templates. Never written to a run folder. */
  credentials: z.record(z.string(), z.string()).default({}),
});

export const LabDescription = z.object({
  format: z.literal(1),
  id: z.string(),
  kind: z.enum(['local', 'docker', 'openstack', 'existing']),
  /** The file that it was read from, if it was. */
  file: z.string().optional(),
  /** Whose traffic to offer when somebody else upgrades it. */
  scenario: z.string().optional(),
  releases: z.object({ old: Release, new: Release }),
  nodes: z.record(z.string(), NodeDescription),
  balancers: z.record(z.string(), BalancerDescription),
  /** Several of them serve together, or in turn: one while the others wait for the address that they share. */
  balancing: z.enum(['together', 'in-turn']).default('together'),
  /** What those in turn share. */
  sharedAddress: z.string().optional(),
  services: z.record(z.string(), ServiceDescription),
  /** Null: its servers have no inside, as with a driver that only pretends. */
  guests: GuestLogin.nullable().default({ user: 'cirros', port: 22 }),
  /** Services that scenarios may name and this lab does without, with the reason. */
  absent: z.record(z.string(), z.string()).default({}),
  load: Load.optional(),
  /** How long a service that nobody calls must have run to count as running: what cannot work has ended by then. */
  steadySeconds: z.number().nonnegative().default(2),
  /** Who does the mechanics. Absent: the services' commands, over SSH. */
  strategy: StrategyDescription.optional(),
  tempest: TempestDescription.optional(),
});

export type LabDescription = z.infer<typeof LabDescription>;
export type ServiceDescription = z.infer<typeof ServiceDescription>;
export type SshTarget = z.infer<typeof SshTarget>;
export type BalancerDescription = z.infer<typeof BalancerDescription>;
