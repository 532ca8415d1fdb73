/** What a lab must know to run one project of the reference control plane on its nodes. Nothing here is about one lab. */
export interface CloudService {
  /** The project: keystone, glance, nova, neutron, cinder. */
  readonly name: string;
  /** Its processes, in the order in which they are started. */
  readonly units: readonly Unit[];
  /** Command → program file, run as `node FILE RELEASE ROOT …`. They come with the code of the first unit. */
  readonly tools: Readonly<Record<string, string>>;
  /** Phase of the schema migration → command. `{release}` is the release whose code runs it. */
  readonly phases: Readonly<Record<string, string>>;
  /** Content of `etc/<name>.json` in a node's root: one for all units of the project on that node. */
  configuration(placement: Placement): unknown;
  /** Run once, on one controller, when identity is up and nothing of this project runs. */
  bootstrap?(access: Access): {
    readonly command: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  };
  /** What a user of the service needs to know. */
  credentials(access: Access): Record<string, string>;
}

/** One kind of process: `service nova-conductor start`. Installed and upgraded by itself, as packages are. */
export interface Unit {
  readonly name: string;
  readonly program: string;
  readonly runsOn: readonly Role[];
  /** It listens, and stands behind the load balancer. Without this it is reached through messages only. */
  readonly api?: {
    /** The port that it has on a real cloud. */
    readonly port: number;
    /** What the load balancer asks to know that a server is well. */
    readonly check: string;
  };
}

export const ROLES = ['controller', 'network', 'compute'] as const;
export type Role = (typeof ROLES)[number];

export interface Placement {
  /** Name of the node, as services report it in lists of hosts and agents. */
  readonly host: string;
  readonly address: string;
  /** Unit → port on this node's address, for units that listen. */
  readonly ports: Readonly<Record<string, number>>;
  /** Folder of the databases that all nodes share. */
  readonly databases: string;
  /** Project → its address through the load balancer. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** For a project that needs an account of its own. Readable by the node's owner only. */
  readonly password: string;
  /** Loopback addresses that belong to this node and that nobody listens on: for guests. */
  readonly guestAddresses: readonly string[];
}

export interface Access {
  /** Project → its address through the load balancer. */
  readonly endpoints: Readonly<Record<string, string>>;
  readonly password: string;
}
