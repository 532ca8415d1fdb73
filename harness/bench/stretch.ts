import type { EventOf, JournalEvent } from '../journal/index.ts';

/**
 * A short run made long: a quiet stretch of it is lived through again and again, and each request has others beside it
 * that fared just so. What the journal counts grows with that, so that it still agrees with the ledger.
 */
export interface Stretch {
  /** The quiet time, µs. Half-open; a whole number of the journal's beats. */
  readonly from: number;
  readonly to: number;
  /** How often it is lived through. */
  readonly times: number;
  /** How many requests there are for each one. */
  readonly beside: number;
}

export interface Place {
  /** Index of the row in the short run. */
  readonly row: number;
  /** µs to add to its time. */
  readonly shift: number;
}

/** The rows of the long run in their order, before each gets others beside it. `intended` is that of the short run. */
export function* places(intended: readonly number[], { from, to, times }: Stretch): Generator<Place, void, undefined> {
  const first = firstFrom(intended, from);
  const end = firstFrom(intended, to);
  for (let row = 0; row < first; row += 1) yield { row, shift: 0 };
  for (let time = 0; time < times; time += 1)
    for (let row = first; row < end; row += 1) yield { row, shift: time * (to - from) };
  for (let row = end; row < intended.length; row += 1) yield { row, shift: (times - 1) * (to - from) };
}

/** How often to live through it for so many rows. */
export function timesFor(rows: number, intended: readonly number[], stretch: Omit<Stretch, 'times'>): number {
  const quiet = firstFrom(intended, stretch.to) - firstFrom(intended, stretch.from);
  return Math.max(1, Math.round((rows / stretch.beside - intended.length) / quiet) + 1);
}

export function stretchJournal(
  journal: readonly JournalEvent[],
  intended: readonly number[],
  stretch: Stretch,
): JournalEvent[] {
  const { from, to, times, beside } = stretch;
  const quiet = firstFrom(intended, to) - firstFrom(intended, from);
  const grows = { pulse: growing(journal, 'pulse', stretch), counters: growing(journal, 'counters', stretch) };
  const at = (event: JournalEvent, time: number): JournalEvent => {
    const moved = { ...event, t: event.t + time * (to - from) };
    if (moved.event === 'audit') return { ...moved, marks: marksOf(moved, event.t, intended, stretch) };
    if (moved.event !== 'pulse' && moved.event !== 'counters') return moved;
    const more = grows[moved.event];
    return mapNumbers(moved, [], (value, path) =>
      counts(path) ? beside * (value + (more.has(path.join('/')) ? time * quiet : 0)) : value,
    ) as JournalEvent;
  };
  const repeats = (event: JournalEvent) => event.event === 'pulse' || event.event === 'counters';
  const within = journal.filter((event) => event.t >= from && event.t < to);
  return [
    ...journal.filter(({ t }) => t < from).map((event) => at(event, 0)),
    ...Array.from({ length: times }, (_, time) =>
      within.filter((event) => time === 0 || repeats(event)).map((event) => at(event, time)),
    ).flat(),
    ...journal.filter(({ t }) => t >= to).map((event) => at(event, times - 1)),
  ];
}

/** Which counts go up in the quiet time. They all count requests there, so they go up by as many as there are. */
function growing(
  journal: readonly JournalEvent[],
  kind: 'pulse' | 'counters',
  { from, to }: Stretch,
): ReadonlySet<string> {
  const all = journal.filter((event) => event.event === kind);
  const [before, after] = [all.find(({ t }) => t >= from), all.find(({ t }) => t >= to)];
  if (!before || !after) return new Set();
  const early = countsIn(before);
  const grown = [...countsIn(after)].filter(([path, value]) => value > (early.get(path) ?? 0));
  return new Set(grown.map(([path]) => path).filter((path) => path !== 'outstanding'));
}

function countsIn(event: JournalEvent): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  mapNumbers(event, [], (value, path) => {
    if (counts(path)) found.set(path.join('/'), value);
    return value;
  });
  return found;
}

const COUNTS = ['intended', 'ok', 'failed', 'unknown', 'notSent', 'outstanding', 'frontends', 'backends', 'servers'];
const counts = ([first]: readonly string[]): boolean => COUNTS.includes(first!);

/** Those of a request's copies are its own number's, and there is one for each time that was lived before the audit. */
function marksOf(
  { marks }: EventOf<'audit'>,
  asked: number,
  intended: readonly number[],
  stretch: Stretch,
): Record<string, number> {
  const { from, to, times, beside } = stretch;
  const [first, end] = [firstFrom(intended, from), firstFrom(intended, to)];
  const quiet = end - first;
  const lived = asked >= to ? times : 1;
  const all: Record<string, number> = {};
  for (const [mark, count] of Object.entries(marks)) {
    const row = Number(mark);
    const repeats = row >= first && row < end ? lived : 1;
    const moved = row >= end ? (times - 1) * quiet : 0;
    for (let time = 0; time < repeats; time += 1)
      for (let copy = 0; copy < beside; copy += 1) all[(row + moved + time * quiet) * beside + copy] = count;
  }
  return all;
}

function mapNumbers(value: unknown, path: readonly string[], map: (value: number, path: string[]) => number): unknown {
  if (typeof value === 'number') return map(value, [...path]);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, mapNumbers(part, [...path, name], map)]),
  );
}

/** Index of the first row that is meant then or later. */
function firstFrom(intended: readonly number[], t: number): number {
  const index = intended.findIndex((moment) => moment >= t);
  return index === -1 ? intended.length : index;
}
