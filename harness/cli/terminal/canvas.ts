import { widthOf } from './fit.ts';

/** As much of a terminal as is needed to draw on it. */
export interface Screen {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

export interface Drawn {
  /** As it is seen, without what colours it. */
  readonly text: string;
  readonly styled: string;
}

const FALLBACK = { columns: 80, rows: 24 };

/**
 * Lines that scroll by, and a block below them that is drawn again and again. Nothing of the terminal is changed that would
 * have to be put back: the cursor stays visible, no mode is set. So there is nothing to restore, not even after kill -9.
 */
export class Canvas {
  readonly #screen: Screen;
  #drawn: readonly Drawn[] = [];

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  get room() {
    return { columns: this.#screen.columns || FALLBACK.columns, rows: this.#screen.rows || FALLBACK.rows };
  }

  /** Above the block, which is gone until it is drawn again. */
  say(text: string): void {
    this.#screen.write(`${this.#erasure()}${text}\n`);
    this.#drawn = [];
  }

  draw(lines: readonly Drawn[]): void {
    this.#screen.write(`${this.#erasure()}${lines.map(({ styled }) => styled).join('\n')}`);
    this.#drawn = lines;
  }

  clear(): void {
    if (this.#drawn.length > 0) this.#screen.write(this.#erasure());
    this.#drawn = [];
  }

  /** A terminal that became narrower since has wrapped what stood on it. */
  #erasure(): string {
    if (this.#drawn.length === 0) return '';
    const { columns } = this.room;
    const rows = this.#drawn.reduce((sum, { text }) => sum + Math.max(1, Math.ceil(widthOf(text) / columns)), 0);
    return `\r${rows > 1 ? `\u001b[${rows - 1}A` : ''}\u001b[0J`;
  }
}
