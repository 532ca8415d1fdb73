import { type Place, placeText, readPlace } from '../place.ts';
import { isWhole, within } from '../view.ts';
import type { Drawer } from './drawer.ts';
import type { Store } from './store.ts';

const QUIET_MS = 200;

/** Keeps what is looked at in the address, and goes where the address leads. */
export const bindAddress = (store: Store, drawer: Drawer, section: HTMLElement): void => {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const go = (): void => {
    const place = readPlace(decodeURIComponent(location.hash));
    if (!place) return;
    follow(store, drawer, place);
    section.scrollIntoView();
  };
  const tell = (): void => {
    const text = currentText(store);
    // An address that leads elsewhere on the page is the reader's; it goes when there is something to put in its place.
    if (text === '' && !readPlace(location.hash)) return;
    if (text !== location.hash)
      history.replaceState(null, '', text === '' ? location.pathname + location.search : text);
  };
  go();
  addEventListener('hashchange', go);
  store.listen((shown, before) => {
    if (shown.view === before.view && shown.row === before.row) return;
    clearTimeout(waiting);
    waiting = setTimeout(tell, QUIET_MS);
  });
};

const currentText = (store: Store): string => {
  const { view, row, model } = store.shown;
  const sequence = row === null ? null : model.columns.sequence[row]!;
  const [from, to] = isWhole(view) ? [null, null] : [view.from, view.to];
  return placeText({ from, to, row: sequence });
};

const follow = (store: Store, drawer: Drawer, { from, to, row: sequence }: Place): void => {
  const { span } = store.shown.view;
  if (from !== null && to !== null) store.change({ view: within(from, to, span) });
  const row = sequence === null ? -1 : store.shown.model.rowOf(sequence);
  if (row !== -1) drawer.open(row);
  else store.change({ row: null });
};
