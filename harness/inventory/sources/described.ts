import type { LabDescription } from '../../../lab/index.ts';
import type { InventoryRow } from '../row.ts';

/** What there should be. How it is, a description cannot know. */
export function parseDescription(services: LabDescription['services'], source: string): InventoryRow[] {
  return Object.entries(services).flatMap(([service, { members }]) =>
    Object.keys(members).map((node) => ({
      service,
      node,
      state: 'unknown' as const,
      enabled: true,
      version: null,
      source,
    })),
  );
}
