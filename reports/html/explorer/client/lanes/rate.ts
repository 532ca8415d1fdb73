import { nominal, rate } from '../../../../words/index.ts';
import { endOf, type Model } from '../../model.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from '../lane.ts';
import { binAt, binWidth, eachBin, nearest, oneByOne, rowsIn } from './looks.ts';

const HEIGHT = 84;
const MOST_SINGLE = 400;
const LINE = 6;

/** As `--server-1` to `--server-6`, again and again; 0: the answer named no server. */
export const serverInk = (server: number): string => (server === 0 ? 'old' : `server-${((server - 1) % 6) + 1}`);

/** Requests per second by the moment they were meant to be sent; where there are few, each of them. */
export const rateLane = (model: Model): Lane => {
  const { columns, state } = model;
  const { servers } = state.names;

  const singles = (
    frame: Frame,
    top: number,
  ): readonly (readonly [row: number, from: number, to: number, y: number])[] => {
    const [start, end] = rowsIn(model, frame.view);
    const ends: number[] = [];
    const found: [number, number, number, number][] = [];
    for (let row = start; row < end; row++) {
      const from = frame.x(columns.intended[row]!);
      const to = Math.max(from + 2, frame.x(endOf(columns, row) ?? state.span));
      const free = ends.findIndex((line) => line <= from);
      const line = free === -1 ? ends.length : free;
      ends[line] = to + 1;
      found.push([row, from, to, top + HEIGHT - LINE - (line % Math.floor(HEIGHT / LINE)) * LINE]);
    }
    return found;
  };

  const drawSingles = (frame: Frame, top: number): void => {
    for (const [row, from, to, y] of singles(frame, top)) {
      const left = Math.max(frame.left, from);
      const colour = columns.outcome[row] === 0 ? serverInk(columns.server[row]!) : 'bad';
      if (to > left) frame.fill(colour, left, y, Math.min(frame.right, to) - left, LINE - 2);
    }
    frame.note('each request, by server', top + 9);
  };

  const drawBins = (frame: Frame, top: number): void => {
    let highest = 1;
    eachBin(model, frame, (bins, bin) => {
      let sum = bins.notOk[bin]!;
      for (const served of bins.served) sum += served[bin]!;
      highest = Math.max(highest, sum);
    });
    const width = binWidth(model, frame.grain);
    eachBin(model, frame, (bins, bin, from) => {
      const extent = frame.extent(from, from + width);
      if (!extent) return;
      const [left, right] = extent;
      let y = top + HEIGHT;
      const layer = (colour: string, value: number): void => {
        const height = (value / highest) * HEIGHT;
        if (height === 0) return;
        y -= height;
        frame.fill(colour, left, y, right - left, height);
      };
      for (const [server, served] of bins.served.entries()) layer(serverInk(server), served[bin]!);
      layer('bad', bins.notOk[bin]!);
    });
    frame.haloed(`highest ${rate(highest / (width / 1e6))}`, frame.right - 4, top - 3, 'soft', undefined, 'right');
    frame.note(`per ${nominal(width / 1000)}, by server`, top + 9);
  };

  return {
    title: 'Requests per second',
    height: HEIGHT,
    draw(frame, top) {
      frame.base(top + HEIGHT);
      if (oneByOne(model, frame.view, MOST_SINGLE)) drawSingles(frame, top);
      else drawBins(frame, top);
      for (const [i, name] of servers.slice(0, 5).entries()) frame.note(name, top + 26 + i * 15, serverInk(i + 1));
    },
    read(us, grain) {
      const found = binAt(model, us, grain);
      if (!found) return 'nothing asked';
      const { bins, bin } = found;
      const notOk = bins.notOk[bin]!;
      const sum = bins.served.reduce((all, served) => all + served[bin]!, notOk);
      return `${Math.round(sum / (bins.width / 1e6))} requests/s${notOk > 0 ? `, ${notOk} not fine` : ''}`;
    },
    describe: () =>
      `${state.intended} requests were meant to be sent, ${rate(state.intended / (state.span / 1e6))} on average. Servers that answered: ${servers.join(', ') || 'none'}.`,
    pick(frame, top, x, y) {
      if (!oneByOne(model, frame.view, MOST_SINGLE)) return null;
      const hit = singles(frame, top).find(
        ([, from, to, at]) => x >= from - 2 && x <= to + 2 && y >= at - 1 && y <= at + LINE,
      );
      if (hit) return hit[0];
      return nearest(
        singles(frame, top).map(([row, from, , at]) => [row, from, at] as const),
        x,
        y,
      );
    },
  };
};
