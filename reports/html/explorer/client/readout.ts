import { wallClock } from '../../../words/index.ts';
import type { Lane } from './lane.ts';
import type { Store } from './store.ts';

const PAUSE_MS = 350;
const HINT =
  'Point at the timeline to read it; click a mark to see its request. Wheel (after a click), pinch, + and − zoom; arrows move.';

/** One line that tells the moment under the crosshair; told aloud when a key moved it, and not with every pixel of a mouse. */
export const bindReadout = (store: Store, lanes: () => readonly Lane[], width: () => number) => {
  const line = document.getElementById('readout')!;
  const aloud = document.getElementById('readout-aloud')!;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const text = (): string => {
    const { cursor, view, model } = store.shown;
    if (cursor === null) return HINT;
    const grain = (view.to - view.from) / width();
    const said = lanes()
      .map((lane) => lane.read(cursor, grain))
      .filter((each) => each !== '');
    return [`${(cursor / 1e6).toFixed(3)} s`, wallClock(model.state.started, cursor), ...said].join('  ·  ');
  };
  line.textContent = HINT;
  store.listen((shown, before) => {
    if (shown.cursor !== before.cursor || shown.model !== before.model) line.textContent = text();
  });
  return {
    sayAloud(): void {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        aloud.textContent = text();
      }, PAUSE_MS);
    },
  };
};
