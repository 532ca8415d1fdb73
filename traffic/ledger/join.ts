import type { Ledger, LedgerNames, Version } from './columns.ts';
import { emptyTable, type Table } from './table.ts';

/** One recorder's ledger, and where its numbers begin among those of all. */
export interface Life {
  readonly ledger: Ledger;
  readonly numbersFrom: number;
}

/**
 * What several recorders wrote for one run, one after the other, as one ledger. They offered the same profile, so only
 * what was met on the way (servers, versions) has other places in each.
 */
export function joinLedgers(lives: readonly Life[]): Ledger {
  const [first, ...more] = lives;
  if (!first) throw new RangeError('expected at least one ledger');
  if (more.length === 0 && first.numbersFrom === 0) return first.ledger;
  const table = emptyTable(lives.reduce((sum, { ledger }) => sum + ledger.count, 0));
  const servers: string[] = [];
  const versions: Version[] = [];
  let row = 0;
  let connections = 0;
  let sessions = 0;
  for (const { ledger, numbersFrom } of lives) {
    copy(table, ledger, row);
    const renamed = {
      servers: places(ledger.names.servers, servers, (a, b) => a === b),
      versions: places(ledger.names.versions, versions, (a, b) => a.major === b.major && a.minor === b.minor),
    };
    const highest = { connection: 0, session: 0 };
    for (let index = row; index < row + ledger.count; index++) {
      table.sequence[index]! += numbersFrom;
      table.server[index] = renamed.servers[table.server[index]!]!;
      table.version[index] = renamed.versions[table.version[index]!]!;
      highest.connection = Math.max(highest.connection, table.connection[index]!);
      highest.session = Math.max(highest.session, table.session[index]!);
      // No connection outlives its recorder, and whoever logs in anew begins a session anew.
      table.connection[index]! += connections;
      table.session[index]! += sessions;
    }
    connections += highest.connection + 1;
    sessions += highest.session + 1;
    row += ledger.count;
  }
  const names: LedgerNames = { ...first.ledger.names, servers, versions };
  return { count: row, ...table, names, health: healthOf(lives) };
}

function copy(table: Table, ledger: Ledger, row: number): void {
  for (const name of Object.keys(table) as (keyof Table)[]) table[name].set(ledger[name], row);
}

/** From a ledger's index + 1 to the place + 1 among all; what is new is added there. */
function places<Name>(its: readonly Name[], all: Name[], same: (a: Name, b: Name) => boolean): Uint8Array {
  const table = new Uint8Array(256);
  for (const [index, name] of its.entries()) {
    let place = all.findIndex((one) => same(one, name));
    if (place < 0) place = all.push(name) - 1;
    table[index + 1] = place + 1;
  }
  return table;
}

function healthOf(lives: readonly Life[]): Ledger['health'] {
  return {
    sealed: lives.every(({ ledger }) => ledger.health.sealed),
    intended: lives.reduce((sum, { ledger }) => sum + ledger.health.intended, 0),
    missing: lives.flatMap(({ ledger, numbersFrom }) =>
      ledger.health.missing.map(([from, to]) => [from + numbersFrom, to + numbersFrom] as const),
    ),
    damage: lives.flatMap(({ ledger }) => ledger.health.damage),
    shards: lives.flatMap(({ ledger }) => ledger.health.shards),
  };
}
