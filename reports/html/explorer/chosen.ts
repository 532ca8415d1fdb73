import { type Ledger, OUTCOMES } from '../../../traffic/ledger/index.ts';

/** Which requests the page carries one by one, by intended start. */

/** How many neighbours of a failure are kept on each side. */
const REACH = { time: 3, session: 2, connection: 2 };
const FINE = OUTCOMES.indexOf('ok');

export const everyRow = ({ count, intended }: Ledger): Uint32Array => {
  const rows = new Uint32Array(count).map((_, row) => row);
  const sorted = rows.every((row) => row === 0 || intended[row - 1]! <= intended[row]!);
  return sorted ? rows : rows.sort((a, b) => intended[a]! - intended[b]! || a - b);
};

/**
 * All that went wrong and what was around it, every answer with another version than the one before it (of the same
 * service, or to the same client), and what findings point at.
 */
export const notableRows = (ledger: Ledger, rows: Uint32Array, exhibits: ReadonlySet<number>): Uint32Array => {
  const kept = new Uint8Array(rows.length);
  keepTroubles(ledger, rows, kept);
  keepVersionChanges(ledger, rows, kept);
  for (let i = 0; i < rows.length; i++) if (exhibits.has(ledger.sequence[rows[i]!]!)) kept[i] = 1;
  return rows.filter((_, i) => kept[i] === 1);
};

const keepTroubles = ({ outcome, session, connection }: Ledger, rows: Uint32Array, kept: Uint8Array): void => {
  const isTrouble = (i: number): boolean => outcome[rows[i]!] !== FINE;
  for (let i = 0; i < rows.length; i++)
    if (isTrouble(i)) kept.fill(1, Math.max(0, i - REACH.time), Math.min(rows.length, i + REACH.time + 1));
  const forwards = { begin: 0, end: rows.length, by: 1 };
  const backwards = { begin: rows.length - 1, end: -1, by: -1 };
  for (const { begin, end, by } of [forwards, backwards])
    for (const [column, reach] of [
      [session, REACH.session],
      [connection, REACH.connection],
    ] as const) {
      // How many more of the same client, or on the same connection, are wanted after a failure.
      const wanted = new Map<number, number>();
      for (let i = begin; i !== end; i += by) {
        const left = wanted.get(column[rows[i]!]!) ?? 0;
        if (left > 0) {
          kept[i] = 1;
          wanted.set(column[rows[i]!]!, left - 1);
        }
        if (isTrouble(i)) wanted.set(column[rows[i]!]!, reach);
      }
    }
};

const keepVersionChanges = ({ version, session, operation, names }: Ledger, rows: Uint32Array, kept: Uint8Array) => {
  const services = [...new Set(names.services)];
  const serviceOf = names.services.map((service) => services.indexOf(service));
  const lastOfService = new Int32Array(services.length + 1).fill(-1);
  const lastOfClient = new Map<number, number>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (version[row] === 0) continue;
    const service = serviceOf[operation[row]!] ?? services.length;
    const client = session[row]! * (services.length + 1) + service;
    for (const last of [lastOfService[service]!, lastOfClient.get(client) ?? -1])
      if (last === -1 || version[rows[last]!] !== version[row]) {
        kept[i] = 1;
        if (last !== -1) kept[last] = 1;
      }
    lastOfService[service] = i;
    lastOfClient.set(client, i);
  }
};
