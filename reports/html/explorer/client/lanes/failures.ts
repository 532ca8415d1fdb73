import { counted } from '../../../../words/index.ts';
import { lowerBound } from '../../columns.ts';
import { endOf, kindOf, type Model } from '../../model.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from '../lane.ts';
import { nearest } from './looks.ts';

const ROW = 18;
const MOST_KINDS = 8;
const TONES = ['good', 'bad', 'doubt', 'soft'];

/** Every request that was not fine is a mark of its own. None is thinned out: two share a place only where they share a pixel. */
export const failuresLane = (model: Model): Lane => {
  const { columns, troubles } = model;
  const groups = Map.groupBy(troubles, (row) => kindOf(model, row));
  const sorted = [...groups].sort(([, a], [, b]) => b.length - a.length);
  const named: [string, readonly number[]][] = sorted.slice(0, MOST_KINDS);
  const rest = sorted.slice(MOST_KINDS).flatMap(([, rows]) => rows);
  if (rest.length > 0) named.push(['others', rest.sort((a, b) => a - b)]);
  const kinds = named.map(([kind, rows]) => ({
    kind,
    rows,
    moments: Float64Array.from(rows, (row) => columns.intended[row]!),
  }));

  const visible = ({ view }: Frame, { rows, moments }: (typeof kinds)[number]): readonly number[] =>
    rows.slice(lowerBound(moments, view.from), lowerBound(moments, view.to + 1));

  const drawKind = (frame: Frame, each: (typeof kinds)[number], y: number): number => {
    const seen = visible(frame, each);
    let last = -1;
    for (const row of seen) {
      const x = Math.round(frame.x(columns.intended[row]!));
      const tone = TONES[columns.outcome[row]!] ?? 'soft';
      // How long the client waited for it.
      const end = endOf(columns, row);
      const tail = end === null ? x : Math.min(frame.right, frame.x(end));
      if (tail > x + 3) frame.fill(tone, x, y + 6, tail - x, 1);
      if (x === last) continue;
      frame.fill(tone, x - 1, y, 2, 13);
      last = x;
    }
    return seen.length;
  };

  return {
    title: 'Failures',
    height: Math.max(1, kinds.length) * ROW,
    draw(frame, top) {
      if (kinds.length === 0) {
        frame.base(top + 14);
        frame.note('none', top + 11);
        if (frame.left === 0) frame.haloed('none', 4, top + 11);
      }
      for (const [i, each] of kinds.entries()) {
        const { kind, rows } = each;
        const y = top + i * ROW;
        frame.base(y + 15);
        const seen = drawKind(frame, each, y + 1);
        const amount = seen === rows.length ? String(rows.length) : `${seen} of ${rows.length}`;
        if (frame.left === 0) frame.haloed(`${kind}: ${amount}`, frame.right - 4, y + 11, 'soft', undefined, 'right');
        else frame.note(`${kind}: ${amount}`, y + 11);
      }
    },
    read(us, grain) {
      const reach = grain * 4;
      const near = troubles.filter((row) => Math.abs(columns.intended[row]! - us) <= reach);
      if (near.length === 0) return '';
      return near.length === 1
        ? `#${columns.sequence[near[0]!]} ${kindOf(model, near[0]!)}`
        : counted(near.length, 'failure');
    },
    describe: () =>
      kinds.length === 0
        ? 'None.'
        : `${kinds.map(({ kind, rows }) => `${kind}: ${rows.length}`).join(', ')}. Enter shows the one nearest to the crosshair, n and p go from one to the next.`,
    pick(frame, top, x, y) {
      const each = kinds[Math.floor((y - top) / ROW)];
      return each === undefined
        ? null
        : nearest(
            visible(frame, each).map((row) => [row, frame.x(columns.intended[row]!), y] as const),
            x,
            y,
          );
    },
  };
};
