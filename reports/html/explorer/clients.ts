import { type Columns, NONE } from './columns.ts';
import type { Exploration } from './data.ts';

/** What one client was told by one service. */
export interface Client {
  readonly session: number;
  readonly service: string;
  /** Rows of answers that told a version, in order of sending. */
  readonly rows: readonly number[];
  /** Answers that told an older version than one that was complete before they were asked for, with that one. */
  readonly back: readonly Back[];
}

export interface Back {
  readonly newer: number;
  readonly older: number;
}

/** Those to whom order broke come first, then the others by their number. */
export const clientsOf = (columns: Columns, { names }: Exploration): readonly Client[] => {
  const services = [...new Set(names.services)];
  const serviceOf = names.services.map((service) => services.indexOf(service));
  const groups = new Map<number, { session: number; service: string; rows: number[] }>();
  for (let row = 0; row < columns.count; row++) {
    if (columns.version[row] === 0 || columns.end[row] === NONE) continue;
    const session = columns.session[row]!;
    const service = serviceOf[columns.operation[row]!] ?? 0;
    const key = session * services.length + service;
    const group = groups.get(key);
    if (group) group.rows.push(row);
    else groups.set(key, { session, service: services[service] ?? '', rows: [row] });
  }
  const rank = (row: number): number => names.ranks[columns.version[row]! - 1]!;
  return [...groups.values()]
    .map(({ session, service, rows }) => {
      rows.sort((a, b) => begun(columns, a) - begun(columns, b));
      return { session, service, rows, back: wentBack(columns, rows, rank) };
    })
    .sort(
      (a, b) =>
        Number(b.back.length > 0) - Number(a.back.length > 0) ||
        a.session - b.session ||
        (a.service < b.service ? -1 : 1),
    );
};

const begun = ({ intended, sent }: Columns, row: number): number =>
  intended[row]! + (sent[row] === NONE ? 0 : sent[row]!);

const ended = ({ intended, end }: Columns, row: number): number => intended[row]! + end[row]!;

/** As the judge has it within a session: only what was complete before another was sent is before it. */
const wentBack = (columns: Columns, rows: readonly number[], rank: (row: number) => number): readonly Back[] => {
  const byEnd = rows.toSorted((a, b) => ended(columns, a) - ended(columns, b));
  const found: Back[] = [];
  let newest: number | null = null;
  let done = 0;
  for (const row of rows) {
    for (; done < byEnd.length && ended(columns, byEnd[done]!) < begun(columns, row); done++)
      if (newest === null || rank(byEnd[done]!) > rank(newest)) newest = byEnd[done]!;
    if (newest !== null && rank(newest) > rank(row)) found.push({ newer: newest, older: row });
  }
  return found;
};
