/** What a lab must know to run one service of the reference control plane on its nodes. Nothing here is about one lab. */
export interface CloudService {
  /** Also the name of its backend, and with a number the name of its servers there. */
  readonly name: string;
  /** The port that this service has on a real cloud. */
  readonly port: number;
  /** What the load balancer asks to know that a server is well. */
  readonly check: string;
  /** Command → program file, run as `node FILE RELEASE ROOT …`. The command named like the service is the daemon. */
  readonly programs: Readonly<Record<string, string>>;
  /** Phase of the schema migration → command. */
  readonly phases: Readonly<Record<string, string>>;
  /** Content of `etc/<name>.json` in a node's root. */
  configuration(placement: Placement): unknown;
  /** Run once, on one node, while nothing else of this service runs. */
  bootstrap(access: Access): {
    readonly command: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
  };
  /** What a user of the service needs to know. */
  credentials(access: Access): Record<string, string>;
}

export interface Placement {
  readonly address: string;
  readonly port: number;
  /** Folder of the databases that all nodes share. */
  readonly databases: string;
}

export interface Access {
  /** Through the load balancer. */
  readonly url: string;
  readonly password: string;
}
