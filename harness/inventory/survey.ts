import { mergeInventories, type Picture } from './merge.ts';
import type { InventoryManager, InventoryRow } from './row.ts';

/** Asks all at once. One that does not answer is a finding: it hides nothing that others know. */
export async function survey(
  managers: readonly InventoryManager[],
  nodes: readonly string[],
): Promise<Picture & { readonly rows: readonly InventoryRow[] }> {
  const settled = await Promise.allSettled(managers.map((manager) => manager.collect()));
  const rows = settled.flatMap((result) => (result.status === 'fulfilled' ? result.value : []));
  const silent = settled.flatMap((result, index) =>
    result.status === 'rejected'
      ? [{ source: managers[index]!.source, reason: String((result.reason as Error).message ?? result.reason) }]
      : [],
  );
  return { rows, ...mergeInventories(rows, { nodes, silent }) };
}
