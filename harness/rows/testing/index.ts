import fc from 'fast-check';
import { FAILURES, type Ledger, NEVER, OUTCOMES } from '../../../traffic/ledger/index.ts';

/** Small ledgers of any content, with gaps, moments that never came and answers that named nobody. */

const NAMES = {
  operations: ['list', 'create', 'boot'],
  services: ['keystone', 'keystone', 'nova'],
  creates: [false, true, true],
  lanes: ['keep-alive', 'fresh'],
  servers: ['s1', 'sérver 2'],
  versions: [
    { major: 2, minor: 9 },
    { major: 2, minor: 10 },
  ],
};

const below = (limit: number) => fc.integer({ min: 0, max: limit - 1 });
const u32 = below(NEVER + 1);
const after = fc.oneof(below(2_000_000), fc.constant(NEVER), fc.constant(NEVER - 1));

const anyRow = fc.record({
  intended: fc.oneof(below(5_000_000), fc.integer({ min: 0, max: 2 ** 45 })),
  sent: after,
  connected: after,
  firstByte: after,
  end: after,
  outcome: below(OUTCOMES.length),
  failure: below(FAILURES.length),
  status: fc.constantFrom(0, 200, 503, 65_535),
  operation: below(NAMES.operations.length),
  lane: below(NAMES.lanes.length),
  session: fc.constantFrom(0, 1, 2, 65_535),
  connection: fc.oneof(below(4), u32),
  turn: below(65_536),
  server: below(NAMES.servers.length + 1),
  version: below(NAMES.versions.length + 1),
  bytes: u32,
});

const sequences = fc.uniqueArray(u32, { minLength: 40, maxLength: 40 }).map((all) => all.sort((a, b) => a - b));

export const anyLedger = ledgerFrom(0);

/** With so many rows at least, of 40 at most. */
export function ledgerFrom(minLength: number): fc.Arbitrary<Ledger> {
  return fc.tuple(fc.array(anyRow, { minLength, maxLength: 40 }), sequences).map(([rows, numbers]) => {
    const column = (name: keyof (typeof rows)[number]) => rows.map((row) => row[name]);
    return {
      count: rows.length,
      sequence: Uint32Array.from(numbers.slice(0, rows.length)),
      intended: Float64Array.from(column('intended')),
      sent: Uint32Array.from(column('sent')),
      connected: Uint32Array.from(column('connected')),
      firstByte: Uint32Array.from(column('firstByte')),
      end: Uint32Array.from(column('end')),
      outcome: Uint8Array.from(column('outcome')),
      failure: Uint8Array.from(column('failure')),
      status: Uint16Array.from(column('status')),
      operation: Uint8Array.from(column('operation')),
      lane: Uint8Array.from(column('lane')),
      session: Uint16Array.from(column('session')),
      connection: Uint32Array.from(column('connection')),
      turn: Uint16Array.from(column('turn')),
      server: Uint8Array.from(column('server')),
      version: Uint8Array.from(column('version')),
      bytes: Uint32Array.from(column('bytes')),
      names: NAMES,
      health: { sealed: true, intended: rows.length, missing: [], damage: [], shards: [] },
    };
  });
}
