import { count } from '../../../../words/index.ts';
import { NONE } from '../../columns.ts';
import { endOf, type Model, sentOf } from '../../model.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from '../lane.ts';
import { binAt, binWidth, eachBin, nearest, oneByOne, rowsIn } from './looks.ts';

const ROW = 30;
const BAR = 24;
const MOST_SINGLE = 3000;

/** Which versions answered when: a row a version, the newest on top. Where order broke, the two answers are joined. */
export const versionsLane = (model: Model): Lane => {
  const { columns, state } = model;
  const { versions, ranks, newest } = state.names;
  const rows = versions.map((_, version) => version).sort((a, b) => ranks[b]! - ranks[a]!);
  const ink = (version: number): string => (newest[version] ? 'accent' : 'old');

  const singles = function* (frame: Frame, top: number): Generator<readonly [row: number, x: number, y: number]> {
    const [start, end] = rowsIn(model, frame.view);
    for (let row = start; row < end; row++) {
      if (columns.version[row] === 0 || columns.end[row] === NONE) continue;
      const at = endOf(columns, row)!;
      const place = rows.indexOf(columns.version[row]! - 1);
      if (at >= frame.view.from && at <= frame.view.to) yield [row, frame.x(at), top + place * ROW + BAR - 9];
    }
  };

  const drawBins = (frame: Frame, top: number): void => {
    const width = binWidth(model, frame.grain);
    let highest = 1;
    eachBin(model, frame, (bins, bin) => {
      for (const told of bins.told) highest = Math.max(highest, told[bin]!);
    });
    eachBin(model, frame, (bins, bin, from) => {
      const extent = frame.extent(from, from + width);
      if (!extent) return;
      for (const [place, version] of rows.entries()) {
        const told = bins.told[version]![bin]!;
        if (told === 0) continue;
        // By root, so that one stray answer of the wrong version is seen beside hundreds of the right one.
        const height = Math.max(2, Math.sqrt(told / highest) * (BAR - 2));
        frame.fill(ink(version), extent[0], top + place * ROW + BAR - height, extent[1] - extent[0], height);
      }
    });
  };

  const drawPairs = (frame: Frame, top: number): void => {
    const { context } = frame;
    const y = (row: number): number => top + rows.indexOf(columns.version[row]! - 1) * ROW + BAR - 9;
    for (const pair of state.pairs) {
      const [newer, older] = [model.rowOf(pair.newer), model.rowOf(pair.older)];
      if (newer === -1 || older === -1) continue;
      const from = frame.x(endOf(columns, newer) ?? 0);
      const to = frame.x(sentOf(columns, older) ?? 0);
      if (to < frame.left || from > frame.right) continue;
      context.strokeStyle = frame.ink('bad');
      context.lineWidth = 1.6;
      context.beginPath();
      context.moveTo(from, y(newer));
      context.lineTo(to, y(older));
      context.stroke();
      for (const [x, row] of [
        [from, newer],
        [to, older],
      ] as const) {
        context.beginPath();
        context.arc(x, y(row), 4, 0, 7);
        context.fillStyle = frame.ink('surface');
        context.fill();
        context.stroke();
      }
    }
  };

  return {
    title: 'Versions seen',
    height: Math.max(1, rows.length) * ROW,
    draw(frame, top) {
      for (const [place] of rows.entries()) frame.base(top + place * ROW + BAR);
      if (oneByOne(model, frame.view, MOST_SINGLE))
        for (const [row, x, y] of singles(frame, top)) frame.fill(ink(columns.version[row]! - 1), x - 1, y - 6, 2, 13);
      else drawBins(frame, top);
      drawPairs(frame, top);
      if (rows.length === 0) frame.note('none was told', top + 9);
      for (const [place, version] of rows.entries()) {
        const y = top + place * ROW + 18;
        if (frame.left === 0) frame.haloed(versions[version]!, 4, y, 'ink');
        else frame.note(versions[version]!, y, ink(version));
      }
    },
    read(us, grain) {
      const found = binAt(model, us, grain);
      if (!found) return '';
      const told = rows.flatMap((version) => {
        const answers = found.bins.told[version]![found.bin]!;
        return answers > 0 ? [`${versions[version]} × ${count(answers)}`] : [];
      });
      return told.length > 0 ? told.join(', ') : 'no version told';
    },
    describe: () =>
      `${rows.length === 0 ? 'None was told.' : `Newest first: ${rows.map((version) => versions[version]).join(', ')}.`}${state.pairs.length > 0 ? ' Where order broke, the two answers are joined; the findings tell them.' : ''}`,
    pick: (frame, top, x, y) => (oneByOne(model, frame.view, MOST_SINGLE) ? nearest(singles(frame, top), x, y) : null),
  };
};
