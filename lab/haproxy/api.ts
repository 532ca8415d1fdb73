/** One HAProxy instance, spoken to through its runtime API. */
export interface RuntimeApi {
  readonly name: string;
  /** Sends one line (commands joined by `;` run in their order) and returns the answer as it came. */
  send(line: string): Promise<string>;
  /** All changes in one line, in the order in which a swap is shortest: the crossover. Throws what HAProxy refused. */
  setStates(changes: readonly ServerChange[]): Promise<{ line: string }>;
  servers(): Promise<ServerState[]>;
  /** `show stat`, one row a proxy or server, by header name. */
  counters(): Promise<ProxyCounters[]>;
  info(): Promise<InstanceInfo>;
  /** All three at one moment, of one process. */
  snapshot(): Promise<Snapshot>;
  /** Sessions that are open on one server, for naming who holds up a drain. */
  sessionsOn(backend: string, server: string): Promise<OpenSession[]>;
}

export type Admin = 'ready' | 'drain' | 'maint';

export interface ServerChange {
  readonly backend: string;
  readonly server: string;
  readonly state: Admin;
  /** Of its configured weight. 0 % takes it out of rotation without touching its state. */
  readonly weight?: '0%' | '100%';
}

export interface ServerState {
  readonly backend: string;
  readonly server: string;
  /** `host:port` */
  readonly address: string;
  readonly admin: Admin;
  /** What the health check thinks, apart from what the administrator wants. */
  readonly operational: 'stopped' | 'starting' | 'running' | 'stopping';
  readonly weight: number;
}

export interface ProxyCounters {
  readonly proxy: string;
  /** `FRONTEND`, `BACKEND` or the server's name. */
  readonly row: string;
  readonly status: string;
  /** Numeric columns only. A column that HAProxy left empty is absent, not 0. */
  readonly values: Readonly<Record<string, number>>;
}

export interface InstanceInfo {
  readonly version: string;
  readonly pid: number;
  readonly uptimeSeconds: number;
  /** Since 1970. Undefined: this version does not tell. */
  readonly startedAtSeconds: number | undefined;
}

export interface Snapshot {
  readonly info: InstanceInfo;
  readonly counters: readonly ProxyCounters[];
  readonly servers: readonly ServerState[];
}

export interface OpenSession {
  readonly client: string;
  readonly ageSeconds: number;
}
