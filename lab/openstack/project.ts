import type { HostFile } from '../docker/index.ts';
import type { ProjectName } from './releases.ts';

/** What the lab must know to run one project of OpenStack from Debian's packages. Nothing here is about one lab. */
export interface Project {
  readonly name: ProjectName;
  /** Without these it does not work, or nobody can use it. */
  readonly needs: readonly ProjectName[];
  /** In the order in which they are started. */
  readonly units: readonly Unit[];
  /** Section of its configuration → the database that stands there. */
  readonly databases: Readonly<Record<string, string>>;
  /** How the catalogue has it. Identity makes its own entry. */
  readonly catalogue?: { readonly type: string; readonly path: string };
  /** Configuration on one host, for the units that run there. */
  files(site: Site, host: HostSite): readonly HostFile[];
  /** Shell commands, run one after the other as its user when the image is made: every lab begins with these schemas. */
  readonly schemas: readonly string[];
  /** Shell commands, run one after the other on the first controller when databases and messages are up. */
  bootstrap?(site: Site, host: HostSite): readonly string[];
  /** How it is seen that those that nobody calls are at work, too. */
  untilThere?(countOf: (role: HostRole) => number): Waiting;
  /** Phase of the schema migration → command, as root; `{release}` is the release whose code runs it. */
  readonly phases: Readonly<Record<string, string>>;
}

export type Waiting =
  /** On the first controller; it ends when they are. */
  | { readonly shell: string }
  /** Of the project's API, as often as it takes. */
  | { readonly get: string; isEnough(answer: unknown): boolean };

/** What is stopped, installed and started as one: mostly one daemon of the same name. */
export interface Unit {
  readonly name: string;
  /** Debian's scripts, where these are others. */
  readonly daemons?: readonly string[];
  readonly packages: readonly string[];
  readonly runsOn: readonly HostRole[];
  /** Who only asks the project's API does without. */
  readonly onlyWhereWanted?: true;
  readonly api?: {
    readonly port: number;
    /** What the load balancer asks to know that a server is well. */
    readonly check: string;
    /** Its answers tell which release they come from. Where not, a client has seen the release of the server that answered. */
    readonly tellsRelease: boolean;
  };
  /** Command, as root: what this unit made, `{from}`, reaches `{address}`. */
  readonly reaches?: string;
  /** Of one running one, with its processes as they are configured here. */
  readonly memoryMiB: number;
}

export const HOST_ROLES = ['controller', 'image', 'network', 'compute'] as const;
export type HostRole = (typeof HOST_ROLES)[number];

export interface HostSite {
  readonly name: string;
  readonly role: HostRole;
  readonly address: string;
}

export interface Site {
  /** Where databases, messages and the cache are. */
  readonly infrastructure: string;
  /** Where users, and services among themselves, find an API. */
  url(project: ProjectName): string;
  /** Made for this lab: of the databases, of messages, of service accounts, of the operator. */
  readonly secrets: Secrets;
  readonly projects: readonly ProjectName[];
  /** The id of the image that servers are booted from, known before it is there. */
  readonly image: string;
}

export interface Secrets {
  readonly database: string;
  readonly messages: string;
  readonly services: string;
  readonly operator: string;
  /** Fernet keys, staged and primary, and the key of credentials. */
  readonly tokens: readonly [string, string];
  readonly credentials: readonly [string, string];
}
