import type { InventoryRow } from './row.ts';

/** One service on one node, as all sources together see it. */
export interface Cell {
  readonly service: string;
  readonly node: string;
  /** Down if anybody says so; up if somebody says so and nobody else says down. */
  readonly state: InventoryRow['state'];
  /** False if anybody says so. */
  readonly enabled: boolean;
  /** What the sources say that can tell; several where they disagree. */
  readonly versions: readonly string[];
  readonly rows: readonly InventoryRow[];
}

/** What could not be asked, and why. */
export interface Silence {
  readonly source: string;
  readonly reason: string;
}
