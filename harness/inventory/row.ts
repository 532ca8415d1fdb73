/** What one source says of one service on one node. */
export interface InventoryRow {
  /** As the lab calls it: nova-conductor, neutron-l2-agent. */
  readonly service: string;
  readonly node: string;
  readonly state: 'up' | 'down' | 'unknown';
  /** Whether its operator wants it to be given work. */
  readonly enabled: boolean;
  /** Of the code, where the source can tell. */
  readonly version: string | null;
  readonly source: string;
}

/** Something that can say which services there are, where, and how they are. */
export interface InventoryManager {
  readonly source: string;
  collect(): Promise<InventoryRow[]>;
}
