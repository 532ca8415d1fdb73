import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Wiring } from '../protocol.ts';

/**
 * The node's part of the data plane: one file for each port, router or network with DHCP. It belongs to the node, not to
 * the agent, and stays as it is while the agent is stopped.
 */
export function openNodeWiring(folder: string) {
  mkdirSync(folder, { recursive: true });
  const file = (id: string) => join(folder, `${id}.json`);
  return {
    ids: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => name.slice(0, -'.json'.length)),
    put({ id, content }: Wiring) {
      // Renamed into place: an agent that is killed leaves no half of a file.
      const draft = `${file(id)}.new`;
      writeFileSync(draft, JSON.stringify(content));
      renameSync(draft, file(id));
    },
    remove: (id: string) => rmSync(file(id), { force: true }),
  };
}
