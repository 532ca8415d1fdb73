/** The columns of a ledger while they are filled, and how a row's bytes go into them. */

export type Table = ReturnType<typeof emptyTable>;

export function emptyTable(count: number) {
  return {
    sequence: new Uint32Array(count),
    intended: new Float64Array(count),
    sent: new Uint32Array(count),
    connected: new Uint32Array(count),
    firstByte: new Uint32Array(count),
    end: new Uint32Array(count),
    outcome: new Uint8Array(count),
    failure: new Uint8Array(count),
    status: new Uint16Array(count),
    operation: new Uint8Array(count),
    lane: new Uint8Array(count),
    session: new Uint16Array(count),
    connection: new Uint32Array(count),
    turn: new Uint16Array(count),
    server: new Uint8Array(count),
    version: new Uint8Array(count),
    bytes: new Uint32Array(count),
  };
}

/** From a shard's own indexes of servers and versions to the ledger's. */
export interface Renaming {
  readonly servers: Uint8Array;
  readonly versions: Uint8Array;
}

export function placeRow(table: Table, row: number, view: DataView, at: number, base: number, names: Renaming): void {
  table.sequence[row] = view.getUint32(at, true);
  table.intended[row] = base + view.getInt32(at + 4, true);
  table.sent[row] = view.getUint32(at + 8, true);
  table.connected[row] = view.getUint32(at + 12, true);
  table.firstByte[row] = view.getUint32(at + 16, true);
  table.end[row] = view.getUint32(at + 20, true);
  table.outcome[row] = view.getUint8(at + 24);
  table.failure[row] = view.getUint8(at + 25);
  table.status[row] = view.getUint16(at + 26, true);
  table.operation[row] = view.getUint8(at + 28);
  table.lane[row] = view.getUint8(at + 29);
  table.server[row] = names.servers[view.getUint8(at + 30)]!;
  table.version[row] = names.versions[view.getUint8(at + 31)]!;
  table.session[row] = view.getUint16(at + 32, true);
  table.turn[row] = view.getUint16(at + 34, true);
  table.connection[row] = view.getUint32(at + 36, true);
  table.bytes[row] = view.getUint32(at + 40, true);
}
