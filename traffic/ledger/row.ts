import { NEVER } from './columns.ts';

/** One intended request whose fate is known. Times as in the columns; `outcome` and `failure` are indexes. */
export interface Row {
  readonly sequence: number;
  /** µs since the run's base, whole. */
  readonly intended: number;
  readonly sent: number;
  readonly connected: number;
  readonly firstByte: number;
  readonly end: number;
  readonly outcome: number;
  readonly failure: number;
  readonly status: number;
  readonly operation: number;
  readonly lane: number;
  readonly server: number;
  readonly version: number;
  readonly session: number;
  readonly turn: number;
  readonly connection: number;
  readonly bytes: number;
}

export const ROW_BYTES = 44;

/** `intended` is kept as a signed offset from the block's base; this is how far it reaches. */
export function fitsBase(intended: number, base: number): boolean {
  const offset = intended - base;
  return offset === (offset | 0);
}

export function writeRow(view: DataView, at: number, row: Row, base: number): void {
  view.setUint32(at, row.sequence, true);
  view.setInt32(at + 4, row.intended - base, true);
  view.setUint32(at + 8, row.sent, true);
  view.setUint32(at + 12, row.connected, true);
  view.setUint32(at + 16, row.firstByte, true);
  view.setUint32(at + 20, row.end, true);
  view.setUint32(at + 24, row.outcome | (row.failure << 8) | (row.status << 16), true);
  view.setUint32(at + 28, row.operation | (row.lane << 8) | (row.server << 16) | (row.version << 24), true);
  view.setUint32(at + 32, row.session | (row.turn << 16), true);
  view.setUint32(at + 36, row.connection, true);
  view.setUint32(at + 40, Math.min(row.bytes, NEVER), true);
}
