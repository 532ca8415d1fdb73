import { followLedger } from '../../traffic/ledger/index.ts';
import type { JournalEvent } from '../journal/index.ts';
import { entriesOf } from './feed/index.ts';
import type { Scene } from './scene/index.ts';
import { LiveServer } from './serve/index.ts';

export interface Showing {
  readonly scene: Scene;
  readonly page: string;
  /** Where each recorder of the run writes. */
  ledgerOf(life: number): string;
}

/** Shows a scene as a page, with the requests that failed from the ledger while it is written. */
export class LiveView implements Disposable {
  readonly #server: LiveServer;
  readonly #ending = new AbortController();
  #showing: Showing | undefined;
  #life = 1;
  #followed = 0;

  private constructor(server: LiveServer) {
    this.#server = server;
  }

  static async open(): Promise<LiveView> {
    return new LiveView(await LiveServer.open());
  }

  get address(): string {
    return this.#server.address;
  }

  begin(showing: Showing): void {
    this.#showing = showing;
    this.#server.begin({ page: showing.page, entries: () => entriesOf(showing.scene) });
  }

  /** What the scene has seen already. */
  see(event: JournalEvent): void {
    if (event.event === 'continued') this.#life = event.life;
    // From its first pulse on a recorder has a ledger.
    if (event.event === 'pulse' && this.#followed < this.#life) void this.#follow();
    this.#server.changed();
  }

  async become(report: string): Promise<void> {
    await this.#server.become(report);
  }

  [Symbol.dispose](): void {
    this.#ending.abort();
    this.#server[Symbol.dispose]();
  }

  async #follow(): Promise<void> {
    this.#followed = this.#life;
    const { scene, ledgerOf } = this.#showing!;
    try {
      for await (const gained of followLedger(ledgerOf(this.#life), () => !this.#ending.signal.aborted))
        scene.failures.take(gained);
    } catch (error) {
      // The run goes on without this; the ledger is read again, whole, when it is judged.
      scene.failures.unread = (error as Error).message;
    }
  }
}
