import type { CommandResult } from '../../../lab/index.ts';
import type { InventoryRow } from '../row.ts';

// LSB's exit codes of `service … status`: 0 runs, 1 to 3 does not; anything else says nothing.
const stateOf = (code: number | null) => (code === 0 ? 'up' : code !== null && code <= 3 ? 'down' : 'unknown');

/** What a node itself says of a unit, and which release is installed there: not necessarily the one that runs. */
export function parseUnitStatus(
  { service, node }: { readonly service: string; readonly node: string },
  source: string,
  status: Pick<CommandResult, 'code'>,
  release: Pick<CommandResult, 'code' | 'stdout'>,
): InventoryRow {
  const version = release.code === 0 ? release.stdout.trim() : '';
  return {
    service,
    node,
    state: stateOf(status.code),
    enabled: true,
    version: version === '' ? null : version,
    source,
  };
}
