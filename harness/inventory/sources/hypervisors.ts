import { z } from 'zod';
import { nodeOf } from '../names.ts';
import type { InventoryRow } from '../row.ts';
import { read } from './read.ts';

const Hypervisors = z.object({
  hypervisors: z.array(
    z.object({
      hypervisor_hostname: z.string(),
      state: z.enum(['up', 'down']),
      status: z.enum(['enabled', 'disabled']),
    }),
  ),
});

/** The answer of Nova to `GET os-hypervisors`: where servers can run. */
export function parseHypervisors(document: unknown, source: string, nodes: readonly string[]): InventoryRow[] {
  return read(Hypervisors, document, `the list of ${source}`).hypervisors.map(
    ({ hypervisor_hostname, state, status }) => ({
      service: 'nova-compute',
      node: nodeOf(hypervisor_hostname, nodes),
      state,
      enabled: status === 'enabled',
      version: null,
      source,
    }),
  );
}
