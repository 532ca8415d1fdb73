import { z } from 'zod';
import { nodeOf, unitOf } from '../names.ts';
import type { InventoryRow } from '../row.ts';
import { read } from './read.ts';

const Services = z.object({
  services: z.array(
    z.object({
      binary: z.string(),
      host: z.string(),
      status: z.enum(['enabled', 'disabled']),
      state: z.enum(['up', 'down']),
    }),
  ),
});

/** The answer of Nova or Cinder to `GET os-services`. */
export function parseServices(document: unknown, source: string, nodes: readonly string[]): InventoryRow[] {
  return read(Services, document, `the list of ${source}`).services.map(({ binary, host, status, state }) => ({
    service: unitOf(binary),
    node: nodeOf(host, nodes),
    state,
    enabled: status === 'enabled',
    version: null,
    source,
  }));
}
