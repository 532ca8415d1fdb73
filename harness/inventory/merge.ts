import type { Cell, Silence } from './cell.ts';
import { type Finding, findingsOf } from './findings.ts';
import type { InventoryRow } from './row.ts';

export interface Picture {
  /** By service, then by node. */
  readonly cells: readonly Cell[];
  readonly findings: readonly Finding[];
}

/** One picture: service × node × state × version. The order of the rows plays no part. */
export function mergeInventories(
  rows: readonly InventoryRow[],
  known: { readonly nodes?: readonly string[]; readonly silent?: readonly Silence[] } = {},
): Picture {
  const groups = Map.groupBy(rows, ({ service, node }) => JSON.stringify([service, node]));
  const cells = [...groups.values()]
    .map(cellOf)
    .sort((a, b) => compare(a.service, b.service) || compare(a.node, b.node));
  return { cells, findings: findingsOf(cells, known) };
}

function cellOf(rows: readonly InventoryRow[]): Cell {
  const { service, node } = rows[0]!;
  const states = new Set(rows.map(({ state }) => state));
  return {
    service,
    node,
    state: states.has('down') ? 'down' : states.has('up') ? 'up' : 'unknown',
    enabled: rows.every(({ enabled }) => enabled),
    versions: [...new Set(rows.flatMap(({ version }) => version ?? []))].sort(compare),
    rows: [...rows].sort((a, b) => compare(a.source, b.source)),
  };
}

// By parts that are numbers, so that node2 stands before node10.
const compare = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
