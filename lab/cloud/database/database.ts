import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';

export type Parameters = Readonly<Record<string, SQLInputValue>>;
export type Row = Readonly<Record<string, SQLOutputValue>>;

/** One connection to a database file that several processes share. */
export interface Database extends Disposable {
  all(sql: string, parameters?: Parameters): Row[];
  first(sql: string, parameters?: Parameters): Row | undefined;
  /** Returns how many rows it changed. */
  change(sql: string, parameters?: Parameters): number;
  script(sql: string): void;
  transaction<T>(work: () => T): T;
}

const TIMEOUT_MS = 5_000;

export function openDatabase(file: string): Database {
  const connection = new DatabaseSync(file, { timeout: TIMEOUT_MS });
  useWriteAheadLog(connection);
  connection.exec('PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON');

  // Prepared when first used: code that needs a column which is not there yet must start, and fail per request.
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string) => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = connection.prepare(sql);
    statement.setAllowUnknownNamedParameters(true);
    statements.set(sql, statement);
    return statement;
  };

  return {
    all: (sql, parameters = {}) => prepared(sql).all(parameters),
    first: (sql, parameters = {}) => prepared(sql).get(parameters),
    change: (sql, parameters = {}) => Number(prepared(sql).run(parameters).changes),
    script: (sql) => connection.exec(sql),
    transaction(work) {
      // Immediate: a transaction that reads first and writes later could not be retried by the busy timeout.
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        connection.exec('ROLLBACK');
        throw error;
      }
    },
    [Symbol.dispose]: () => connection.close(),
  };
}

/** Of several who open a new file at the same time, SQLite turns some away at once, without regard to the timeout. */
function useWriteAheadLog(connection: DatabaseSync): void {
  const deadline = performance.now() + TIMEOUT_MS;
  for (;;) {
    try {
      connection.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  // The upper bits tell more of it.
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY;
}

export function violatesUnique(error: unknown): boolean {
  const SQLITE_CONSTRAINT_UNIQUE = 2067;
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_CONSTRAINT_UNIQUE;
}
