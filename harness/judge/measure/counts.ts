const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;
const MOST = 255;

/**
 * How often numbers of 32 bits were met, up to 255 times each. They come in dense stretches, a million and more of them: a
 * byte for each on pages that are made as they are met takes a fiftieth of a map's memory.
 */
export class Counts {
  readonly #pages: (Uint8Array | undefined)[] = [];

  add(number: number, times: number): void {
    const page = this.#pages[number >>> PAGE_BITS] ?? new Uint8Array(PAGE);
    this.#pages[number >>> PAGE_BITS] = page;
    page[number % PAGE] = Math.min(MOST, page[number % PAGE]! + times);
  }

  of(number: number): number {
    return this.#pages[number >>> PAGE_BITS]?.[number % PAGE] ?? 0;
  }
}
