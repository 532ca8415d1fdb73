import { formatVersion, type Ledger } from '../../../traffic/ledger/index.ts';
import type { Judgement } from '../judgement.ts';
import { OK } from './rows.ts';

/** Good answers by operation, server and told version. Answers that name no server can't be placed. */
export function coverageOf(ledger: Ledger): Judgement['coverage'] {
  const { operations, services, servers, versions } = ledger.names;
  const columns = versions.length + 1;
  const counts = new Uint32Array(operations.length * servers.length * columns);
  for (let row = 0; row < ledger.count; row++) {
    const server = ledger.server[row]!;
    if (server === 0 || ledger.outcome[row] !== OK) continue;
    counts[(ledger.operation[row]! * servers.length + server - 1) * columns + ledger.version[row]!]!++;
  }
  const cells: Judgement['coverage'] = [];
  counts.forEach((responses, index) => {
    if (responses === 0) return;
    const place = Math.floor(index / columns);
    const version = versions[(index % columns) - 1];
    cells.push({
      service: services[Math.floor(place / servers.length)]!,
      operation: operations[Math.floor(place / servers.length)]!,
      server: servers[place % servers.length]!,
      version: version ? formatVersion(version) : null,
      responses,
    });
  });
  return cells;
}
