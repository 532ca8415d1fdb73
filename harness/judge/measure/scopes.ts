const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;

interface Page {
  readonly rank: Uint8Array;
  readonly row: Uint32Array;
}

/**
 * The highest version that was seen in each scope (a session, a connection), and the response that told it first.
 * Ids are 32 bits and come in dense stretches, so pages are made as they are met.
 */
export class Scopes {
  readonly #pages: (Page | undefined)[] = [];

  rank(scope: number): number {
    return this.#pages[scope >>> PAGE_BITS]?.rank[scope % PAGE] ?? 0;
  }

  row(scope: number): number {
    return this.#pages[scope >>> PAGE_BITS]?.row[scope % PAGE] ?? -1;
  }

  raise(scope: number, rank: number, row: number): void {
    const number = scope >>> PAGE_BITS;
    const page = this.#pages[number] ?? { rank: new Uint8Array(PAGE), row: new Uint32Array(PAGE) };
    const slot = scope % PAGE;
    if (page.rank[slot]! >= rank) return;
    this.#pages[number] = page;
    page.rank[slot] = rank;
    page.row[slot] = row;
  }
}
