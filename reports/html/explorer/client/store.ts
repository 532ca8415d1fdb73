import type { Model } from '../model.ts';
import { grown, type View, whole } from '../view.ts';

export interface Shown {
  readonly model: Model;
  readonly view: View;
  /** Where the crosshair stands, µs; null: nowhere. */
  readonly cursor: number | null;
  /** The request that is told in full, as a row; null: none. */
  readonly row: number | null;
}

export type Change = Partial<Pick<Shown, 'view' | 'cursor' | 'row'>>;

/** What is looked at, shared by all that draws. Whoever draws is told once a frame. */
export class Store {
  #shown: Shown;
  #waiting = false;
  readonly #listeners: ((shown: Shown, before: Shown) => void)[] = [];
  #drawn: Shown;

  constructor(model: Model) {
    this.#shown = { model, view: whole(model.state.span), cursor: null, row: null };
    this.#drawn = this.#shown;
  }

  get shown(): Shown {
    return this.#shown;
  }

  listen(listener: (shown: Shown, before: Shown) => void): void {
    this.#listeners.push(listener);
  }

  change(change: Change): void {
    this.#shown = { ...this.#shown, ...change };
    this.#announce();
  }

  /** The same run, of which more is known. */
  replace(model: Model): void {
    const { view, row, model: before } = this.#shown;
    // A row is a place among those that are carried, and there are more of them now.
    const same = row === null ? null : model.rowOf(before.columns.sequence[row]!);
    this.#shown = { ...this.#shown, model, view: grown(view, model.state.span), row: same === -1 ? null : same };
    this.#announce();
  }

  #announce(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      const before = this.#drawn;
      this.#drawn = this.#shown;
      for (const listener of this.#listeners) listener(this.#shown, before);
    });
  }
}
