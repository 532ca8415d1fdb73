import { moved, type View, whole, widthOf, zoomed } from '../view.ts';
import type { Drawer } from './drawer.ts';
import type { Store } from './store.ts';

const IN = 1.6;
const STEP_PIXELS = 4;

/** Where a zoom by key or button goes: the crosshair, or the middle. */
const anchor = (cursor: number | null, { from, to }: View): number =>
  cursor !== null && cursor >= from && cursor <= to ? cursor : (from + to) / 2;

export const zoomBy = (store: Store, factor: number): void => {
  const { view, cursor } = store.shown;
  store.change({ view: zoomed(view, factor, anchor(cursor, view)) });
};

export const panBy = (store: Store, share: number): void => {
  const { view } = store.shown;
  store.change({ view: moved(view, share * widthOf(view)) });
};

const crosshair = (store: Store, pixels: number, width: number): void => {
  const { view, cursor } = store.shown;
  const from = cursor === null ? (view.from + view.to) / 2 : cursor;
  const at = Math.min(view.span, Math.max(0, from + (pixels * widthOf(view)) / width));
  const beyond = at < view.from || at > view.to;
  store.change({ cursor: at, ...(beyond ? { view: moved(view, at - view.from - widthOf(view) / 2) } : {}) });
};

/** What keys do on the timeline; true: it was one of ours. */
export const onKey = (
  event: KeyboardEvent,
  store: Store,
  drawer: Drawer,
  openNearest: () => void,
  width: number,
): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const acts: Readonly<Record<string, () => void>> = {
    '+': () => zoomBy(store, IN),
    '=': () => zoomBy(store, IN),
    '-': () => zoomBy(store, 1 / IN),
    Home: () => store.change({ view: whole(store.shown.view.span) }),
    '0': () => store.change({ view: whole(store.shown.view.span) }),
    ArrowLeft: () => (event.shiftKey ? panBy(store, -0.25) : crosshair(store, -STEP_PIXELS, width)),
    ArrowRight: () => (event.shiftKey ? panBy(store, 0.25) : crosshair(store, STEP_PIXELS, width)),
    PageUp: () => panBy(store, -0.9),
    PageDown: () => panBy(store, 0.9),
    n: () => drawer.step(1),
    p: () => drawer.step(-1),
    Enter: openNearest,
    Escape: () => drawer.close(),
  };
  const act = acts[event.key];
  act?.();
  return act !== undefined;
};
