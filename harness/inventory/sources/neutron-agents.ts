import { z } from 'zod';
import { nodeOf, unitOf } from '../names.ts';
import type { InventoryRow } from '../row.ts';
import { read } from './read.ts';

const Agents = z.object({
  agents: z.array(
    z.object({
      binary: z.string(),
      host: z.string(),
      alive: z.boolean(),
      admin_state_up: z.boolean(),
      // What is in there is the agent's own affair; some say which release they are of.
      configurations: z.object({ release: z.string().optional() }).default({}),
    }),
  ),
});

/** The answer of Neutron to `GET agents`. */
export function parseNeutronAgents(document: unknown, source: string, nodes: readonly string[]): InventoryRow[] {
  return read(Agents, document, `the list of ${source}`).agents.map(
    ({ binary, host, alive, admin_state_up, configurations }) => ({
      service: unitOf(binary),
      node: nodeOf(host, nodes),
      state: alive ? 'up' : 'down',
      enabled: admin_state_up,
      version: configurations.release ?? null,
      source,
    }),
  );
}
