/**
 * The requests of a run as the page carries them: a ledger's columns, by intended start, each written so that a general
 * compressor finds little left to do. What is the same for nearly all rows (numbers that go up by one, answers that are
 * fine) then costs nearly nothing.
 */
export interface Columns {
  readonly count: number;
  readonly sequence: Uint32Array;
  /** µs since the start; sorted. */
  readonly intended: Float64Array;
  /** µs after `intended`, or NONE. */
  readonly sent: Uint32Array;
  readonly end: Uint32Array;
  readonly outcome: Uint8Array;
  readonly failure: Uint8Array;
  readonly status: Uint16Array;
  readonly operation: Uint8Array;
  readonly lane: Uint8Array;
  readonly server: Uint8Array;
  readonly version: Uint8Array;
  readonly session: Uint16Array;
  readonly connection: Uint32Array;
}

/** As in the ledger. */
export const NONE = 0xffff_ffff;

const SMALL = ['outcome', 'failure', 'operation', 'lane', 'server', 'version'] as const;

/** Numbers of 7 bits each, the lowest first. */
class Writer {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  put(value: number): void {
    if (this.#length + 8 > this.#bytes.length) this.#grow();
    let left = value;
    while (left > 127) {
      this.#bytes[this.#length++] = (left % 128) + 128;
      left = Math.floor(left / 128);
    }
    this.#bytes[this.#length++] = left;
  }

  /** Also below zero. */
  putSigned(value: number): void {
    this.put(value < 0 ? -2 * value - 1 : 2 * value);
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(): void {
    const more = new Uint8Array(this.#bytes.length * 2);
    more.set(this.#bytes);
    this.#bytes = more;
  }
}

class Reader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  take(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError(`expected more than ${this.#bytes.length} bytes`);
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
      scale *= 128;
    }
  }

  takeSigned(): number {
    const value = this.take();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }
}

/** Rows in the given order, which is that of their intended start. Times are kept in whole ticks (µs). */
export const writeColumns = (from: Columns, rows: Uint32Array, tick: number): Uint8Array => {
  const out = new Writer();
  out.put(rows.length);
  out.put(tick);
  let last = -1;
  for (const row of rows) {
    out.putSigned(from.sequence[row]! - last - 1);
    last = from.sequence[row]!;
  }
  let before = 0;
  for (const row of rows) {
    const ticks = Math.round(from.intended[row]! / tick);
    out.put(ticks - before);
    before = ticks;
  }
  for (const times of [from.sent, from.end])
    for (const row of rows) out.put(times[row] === NONE ? 0 : 1 + Math.round(times[row]! / tick));
  for (const name of SMALL) for (const row of rows) out.put(from[name][row]!);
  for (const row of rows) out.put(from.status[row]!);
  for (const row of rows) out.put(from.session[row]!);
  // A fresh connection has the next number; the others come again and again.
  let newest = 0;
  for (const row of rows) {
    const connection = from.connection[row]!;
    out.put(connection === newest + 1 ? 0 : connection + 1);
    newest = Math.max(newest, connection);
  }
  return out.bytes();
};

export const readColumns = (bytes: Uint8Array): Columns => {
  const from = new Reader(bytes);
  const count = from.take();
  const tick = from.take();
  const filled = <Column extends { [row: number]: number }>(column: Column, next: () => number): Column => {
    for (let row = 0; row < count; row++) column[row] = next();
    return column;
  };
  let last = -1;
  let ticks = 0;
  let newest = 0;
  const time = (): number => {
    const value = from.take();
    return value === 0 ? NONE : (value - 1) * tick;
  };
  const small = (): Uint8Array => filled(new Uint8Array(count), () => from.take());
  return {
    count,
    sequence: filled(new Uint32Array(count), () => {
      last += from.takeSigned() + 1;
      return last;
    }),
    intended: filled(new Float64Array(count), () => {
      ticks += from.take();
      return ticks * tick;
    }),
    sent: filled(new Uint32Array(count), time),
    end: filled(new Uint32Array(count), time),
    outcome: small(),
    failure: small(),
    operation: small(),
    lane: small(),
    server: small(),
    version: small(),
    status: filled(new Uint16Array(count), () => from.take()),
    session: filled(new Uint16Array(count), () => from.take()),
    connection: filled(new Uint32Array(count), () => {
      const code = from.take();
      const connection = code === 0 ? newest + 1 : code - 1;
      newest = Math.max(newest, connection);
      return connection;
    }),
  };
};

/** Some rows as columns of their own. */
export const takeRows = (from: Columns, rows: Uint32Array): Columns => ({
  count: rows.length,
  sequence: Uint32Array.from(rows, (row) => from.sequence[row]!),
  intended: Float64Array.from(rows, (row) => from.intended[row]!),
  sent: Uint32Array.from(rows, (row) => from.sent[row]!),
  end: Uint32Array.from(rows, (row) => from.end[row]!),
  outcome: Uint8Array.from(rows, (row) => from.outcome[row]!),
  failure: Uint8Array.from(rows, (row) => from.failure[row]!),
  status: Uint16Array.from(rows, (row) => from.status[row]!),
  operation: Uint8Array.from(rows, (row) => from.operation[row]!),
  lane: Uint8Array.from(rows, (row) => from.lane[row]!),
  server: Uint8Array.from(rows, (row) => from.server[row]!),
  version: Uint8Array.from(rows, (row) => from.version[row]!),
  session: Uint16Array.from(rows, (row) => from.session[row]!),
  connection: Uint32Array.from(rows, (row) => from.connection[row]!),
});

/** Both together, by intended start: a slow request is known later than others that began after it. */
export const joinColumns = (first: Columns, more: Columns): Columns => {
  const joined = <Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(a: Column, b: Column) => {
    const both = new (a.constructor as new (length: number) => Column)(a.length + b.length);
    both.set(a);
    both.set(b, a.length);
    return both;
  };
  const all: Columns = {
    count: first.count + more.count,
    sequence: joined(first.sequence, more.sequence),
    intended: joined(first.intended, more.intended),
    sent: joined(first.sent, more.sent),
    end: joined(first.end, more.end),
    outcome: joined(first.outcome, more.outcome),
    failure: joined(first.failure, more.failure),
    operation: joined(first.operation, more.operation),
    lane: joined(first.lane, more.lane),
    server: joined(first.server, more.server),
    version: joined(first.version, more.version),
    status: joined(first.status, more.status),
    session: joined(first.session, more.session),
    connection: joined(first.connection, more.connection),
  };
  const rows = new Uint32Array(all.count).map((_, row) => row);
  const { intended } = all;
  if (rows.every((row) => row === 0 || intended[row - 1]! <= intended[row]!)) return all;
  return takeRows(
    all,
    rows.sort((a, b) => intended[a]! - intended[b]! || a - b),
  );
};

/** Index of the first of sorted numbers that is not below `value`. */
export const lowerBound = (sorted: ArrayLike<number>, value: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
};
