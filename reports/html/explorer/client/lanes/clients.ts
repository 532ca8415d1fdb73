import { counted } from '../../../../words/index.ts';
import type { Client } from '../../clients.ts';
import { lowerBound } from '../../columns.ts';
import { endOf, type Model, sentOf } from '../../model.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from '../lane.ts';
import { nearest } from './looks.ts';

const ROW = 18;
const BAR = 11;

/** What each client was told, a row each: a stroke for each answer, from sending to its end. Where order broke, both are joined. */
export const clientsLane = (model: Model, clients: readonly Client[]): Lane => {
  const { columns, state } = model;
  const { names } = state;
  const many = new Set(clients.map(({ service }) => service)).size > 1;
  const begun = (row: number): number => sentOf(columns, row) ?? columns.intended[row]!;
  const moments = clients.map(({ rows }) => Float64Array.from(rows, begun));
  const ink = (row: number): string => (names.newest[columns.version[row]! - 1] ? 'accent' : 'old');
  const placeOf = (row: number): number => clients.findIndex(({ rows }) => rows.includes(row));
  const joined = [
    ...clients.flatMap(({ back }) => back.slice(0, 1)),
    ...state.pairs.map(({ newer, older }) => ({
      newer: model.rowOf(newer),
      older: model.rowOf(older),
    })),
  ].map((pair) => ({ ...pair, newerAt: placeOf(pair.newer), olderAt: placeOf(pair.older) }));

  const visible = (frame: Frame, place: number): readonly number[] => {
    const from = Math.max(0, lowerBound(moments[place]!, frame.view.from) - 1);
    return clients[place]!.rows.slice(from, lowerBound(moments[place]!, frame.view.to));
  };

  const drawAnswers = (frame: Frame, place: number, y: number): void => {
    let last = -1;
    let shown = '';
    for (const row of visible(frame, place)) {
      const extent = frame.extent(begun(row), endOf(columns, row)!);
      if (!extent) continue;
      const left = Math.floor(extent[0]);
      // Only what would paint the very same pixel again is left out.
      if (left === last && shown === ink(row) && extent[1] - extent[0] < 2) continue;
      frame.fill(ink(row), left, y, Math.max(1.5, extent[1] - left), BAR);
      last = left;
      shown = ink(row);
    }
  };

  const join = (frame: Frame, { newer, older, newerAt, olderAt }: (typeof joined)[number], top: number): void => {
    if (newerAt === -1 || olderAt === -1) return;
    const y = (place: number): number => top + place * ROW + 1 + BAR / 2;
    const from = [frame.x(endOf(columns, newer) ?? 0), y(newerAt)] as const;
    const to = [frame.x(begun(older)), y(olderAt)] as const;
    if (to[0] < frame.left || from[0] > frame.right) return;
    const { context } = frame;
    context.strokeStyle = frame.ink('bad');
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(Math.max(frame.left, from[0]), from[1]);
    context.lineTo(Math.min(frame.right, to[0]), to[1]);
    context.stroke();
    for (const [x, y] of [from, to]) {
      if (x < frame.left || x > frame.right) continue;
      context.beginPath();
      context.arc(x, y, 3.5, 0, 7);
      context.fillStyle = frame.ink('surface');
      context.fill();
      context.stroke();
    }
  };

  return {
    title: '',
    height: clients.length * ROW,
    speaksForItself: true,
    draw(frame, top) {
      for (const [place, { session, service, back }] of clients.entries()) {
        const y = top + place * ROW + 1;
        frame.base(y + BAR + 2);
        drawAnswers(frame, place, y);
        for (const { older } of back) {
          const x = frame.x(begun(older));
          if (x >= frame.left && x <= frame.right) frame.fill('bad', x - 1, y - 1, 2, BAR + 2);
        }
        const what = many ? `client ${session}, ${service}` : `client ${session}`;
        if (frame.left === 0) frame.haloed(what, 4, y + 9, 'ink');
        else frame.text(frame.fitted(what, frame.left - 50), 12, y + 9, 'ink');
        if (frame.left > 0 && back.length > 0)
          frame.text(`${back.length} back`, frame.left - 8, y + 9, 'bad', undefined, 'right');
      }
      for (const pair of joined) join(frame, pair, top);
    },
    read: () => '',
    describe: () => {
      const broken = clients.filter(({ back }) => back.length > 0);
      return broken.length === 0
        ? `${counted(clients.length, 'client')} shown; none of them was told an older version after a newer one.`
        : `${counted(clients.length, 'client')} shown. Order broke for ${broken.map(({ session, back }) => `client ${session} (${counted(back.length, 'time')})`).join(', ')}.`;
    },
    pick(frame, top, x, y) {
      const place = Math.floor((y - top) / ROW);
      if (!clients[place]) return null;
      return nearest(
        visible(frame, place).map((row) => [row, frame.x(begun(row)), y] as const),
        x,
        y,
      );
    },
  };
};
