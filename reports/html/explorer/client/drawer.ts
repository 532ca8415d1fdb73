import { lowerBound } from '../columns.ts';
import type { Model } from '../model.ts';
import { placeText } from '../place.ts';
import { showing } from '../view.ts';
import { requestParts, requestTitle } from './panel.ts';
import type { Store } from './store.ts';

const LANES_IN_SIGHT = 300;

/** Where a request is told in full, at the lower rim of the window; the timeline stays in sight above it. */
export class Drawer {
  readonly #store: Store;
  readonly #root = document.getElementById('request')!;
  readonly #title = document.getElementById('request-title')!;
  readonly #body = document.getElementById('request-body')!;
  readonly #link = document.getElementById('request-link') as HTMLAnchorElement;
  #back: HTMLElement | null = null;

  constructor(store: Store) {
    this.#store = store;
    const button = (id: string, act: () => void) => document.getElementById(id)!.addEventListener('click', act);
    button('request-close', () => this.close());
    button('request-before', () => this.step(-1));
    button('request-after', () => this.step(1));
    this.#root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close();
      if (event.key === 'n') this.step(1);
      if (event.key === 'p') this.step(-1);
    });
    store.listen((shown, before) => {
      if (shown.row !== before.row || shown.model !== before.model) this.#show(shown.row);
    });
  }

  /** The view moves so that the request can be seen. */
  open(row: number): void {
    const { model, view } = this.#store.shown;
    const at = model.columns.intended[row]!;
    if (this.#root.hidden) this.#back = document.activeElement as HTMLElement | null;
    this.#store.change({ row, cursor: at, view: showing(view, at) });
  }

  close(): void {
    this.#store.change({ row: null });
    this.#back?.focus({ preventScroll: true });
  }

  /** To the next request that was not fine, or the one before. */
  step(by: 1 | -1): void {
    const { model, row, cursor, view } = this.#store.shown;
    const at = row === null ? (cursor ?? view.from) : model.columns.intended[row]!;
    const next = neighbouringTrouble(model, row, at, by);
    if (next !== null) this.open(next);
  }

  #show(row: number | null): void {
    this.#root.hidden = row === null;
    document.body.classList.toggle('telling', row !== null);
    if (row === null) return;
    const { model, view } = this.#store.shown;
    this.#title.textContent = requestTitle(model, row);
    this.#body.replaceChildren(...requestParts(model, row, view));
    this.#link.href = placeText({ from: view.from, to: view.to, row: model.columns.sequence[row]! });
    this.#body.scrollTop = 0;
    this.#root.focus({ preventScroll: true });
    keepInSight(this.#root);
  }
}

/** The failures stand among the first lanes; they are not to be covered by what is told of one. */
const keepInSight = (drawer: HTMLElement): void => {
  const stage = document.getElementById('stage')!;
  const { top } = stage.getBoundingClientRect();
  const covered = top + LANES_IN_SIGHT > drawer.getBoundingClientRect().top;
  if (covered || top < 0) stage.scrollIntoView({ block: 'start' });
};

const neighbouringTrouble = (
  { troubles, columns }: Model,
  row: number | null,
  at: number,
  by: 1 | -1,
): number | null => {
  const moments = Float64Array.from(troubles, (trouble) => columns.intended[trouble]!);
  const here = row === null ? -1 : troubles.indexOf(row);
  const next = here !== -1 ? here + by : lowerBound(moments, at) - (by === 1 ? 0 : 1);
  return troubles[next] ?? null;
};
