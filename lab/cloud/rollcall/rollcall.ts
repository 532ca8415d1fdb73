import { z } from 'zod';
import { openDatabase } from '../database/index.ts';
import type { Report, Rollcall } from './contract.ts';

const EVERY_MS = 1_000;
/** Three beats may be lost. */
const UP_MS = 4_000;

const SCHEMA = `CREATE TABLE IF NOT EXISTS rollcall (
  binary TEXT NOT NULL, host TEXT NOT NULL, level INTEGER NOT NULL, release TEXT NOT NULL,
  started_at INTEGER NOT NULL, seen_at INTEGER NOT NULL,
  disabled INTEGER NOT NULL DEFAULT 0, disabled_reason TEXT, PRIMARY KEY (binary, host)) STRICT`;

const Row = z.object({
  binary: z.string(),
  host: z.string(),
  level: z.number(),
  release: z.string(),
  disabled: z.number().transform((value) => value === 1),
  disabledReason: z.string().nullable(),
  startedAt: z.number(),
  seenAt: z.number(),
});

/** `clock` is in ms since 1970. */
export function openRollcall(file: string, clock: () => number): Rollcall {
  const database = openDatabase(file);
  database.script(SCHEMA);
  const timers = new Set<NodeJS.Timeout>();

  const setDisabled = (binary: string, host: string, disabled: boolean, reason: string | null) => {
    database.change(
      `UPDATE rollcall SET disabled = :disabled, disabled_reason = :reason WHERE binary = :binary AND host = :host`,
      { binary, host, disabled: Number(disabled), reason },
    );
  };

  return {
    report(what) {
      const startedAt = clock();
      const beat = () => {
        // Whether it is disabled is the operator's word and outlives a restart.
        database.change(
          `INSERT INTO rollcall (binary, host, level, release, started_at, seen_at)
           VALUES (:binary, :host, :level, :release, :startedAt, :now)
           ON CONFLICT (binary, host) DO UPDATE SET level = excluded.level, release = excluded.release,
             started_at = excluded.started_at, seen_at = excluded.seen_at`,
          { ...what, startedAt, now: clock() },
        );
      };
      beat();
      const timer = setInterval(() => {
        try {
          beat();
        } catch {
          // As nova does: whoever cannot report goes on with its work, and the list shows that no beat came.
        }
      }, EVERY_MS);
      timers.add(timer);
      return { [Symbol.dispose]: () => clearInterval(timer) };
    },
    list() {
      const now = clock();
      const sql = `SELECT binary, host, level, release, disabled, disabled_reason AS disabledReason,
        started_at AS startedAt, seen_at AS seenAt FROM rollcall ORDER BY binary, host`;
      return database.all(sql).map((row): Report => {
        const report = Row.parse(row);
        return { ...report, up: now - report.seenAt <= UP_MS };
      });
    },
    disable: (binary, host, reason) => setDisabled(binary, host, true, reason),
    enable: (binary, host) => setDisabled(binary, host, false, null),
    lowestLevel(binary) {
      const lowest = database.first('SELECT min(level) AS level FROM rollcall WHERE binary = :binary', {
        binary,
      })?.level;
      return typeof lowest === 'number' ? lowest : undefined;
    },
    [Symbol.dispose]() {
      for (const timer of timers) clearInterval(timer);
      database[Symbol.dispose]();
    },
  };
}
