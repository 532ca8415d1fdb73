import { type Client, clientsOf } from '../clients.ts';
import { clientsLane } from './lanes/index.ts';
import { Stage } from './stage.ts';
import type { Store } from './store.ts';

const ON_A_PAGE = 24;
const NEAR = '600px';

/** What each client was told, so many clients at a time; put together when somebody comes near it. */
export class ClientPages {
  readonly stage: Stage;
  readonly #store: Store;
  #clients: readonly Client[] | null = null;
  #page = 0;
  #near = false;

  constructor(store: Store) {
    const host = document.getElementById('client-stage')!;
    this.#store = store;
    this.stage = new Stage(host, store);
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        this.#near = true;
        this.#show();
      },
      { rootMargin: NEAR },
    );
    observer.observe(host);
  }

  /** There is more to tell than before. */
  renew(): void {
    this.#clients = null;
    if (this.#near) this.#show();
  }

  turn(by: 1 | -1): void {
    this.#page += by;
    this.#show();
  }

  #show(): void {
    const { model } = this.#store.shown;
    this.#clients ??= clientsOf(model.columns, model.state);
    const { length } = this.#clients;
    this.#page = Math.max(0, Math.min(Math.ceil(length / ON_A_PAGE) - 1, this.#page));
    const first = this.#page * ON_A_PAGE;
    const shown = this.#clients.slice(first, first + ON_A_PAGE);
    const lane = clientsLane(model, shown);
    this.stage.show([lane]);
    document.getElementById('client-pages')!.hidden = length <= ON_A_PAGE;
    document.getElementById('clients-shown')!.textContent = `${first + 1} to ${first + shown.length} of ${length}`;
    document.getElementById('clients-told')!.textContent = lane.describe();
  }
}
