import type { LabDescription, ServerState } from '../../../lab/index.ts';
import type { InventoryRow } from '../row.ts';

const STATE = { running: 'up', stopped: 'down', starting: 'unknown', stopping: 'unknown' } as const;

/** What a load balancer has in rotation. A backend or server that the lab does not describe keeps its own name. */
export function parseBackends(
  states: readonly ServerState[],
  source: string,
  services: LabDescription['services'],
): InventoryRow[] {
  return states.map(({ backend, server, operational, admin, weight }) => {
    const [service = backend, described] =
      Object.entries(services).find(([, { frontend }]) => frontend?.backend === backend) ?? [];
    const [node = server] =
      Object.entries(described?.members ?? {}).find(([, member]) => member.server === server) ?? [];
    return {
      service,
      node,
      state: STATE[operational],
      enabled: admin === 'ready' && weight > 0,
      version: null,
      source,
    };
  });
}
