/** Which sequence numbers were seen: a bit for each, growing as they come. */
export class Presence {
  #seen = new Uint8Array(1 << 13);
  /** One above the highest number seen. */
  top = 0;
  count = 0;

  has(sequence: number): boolean {
    return ((this.#seen[sequence >>> 3] ?? 0) & (1 << (sequence & 7))) !== 0;
  }

  /** False when it was there already. */
  add(sequence: number): boolean {
    const place = sequence >>> 3;
    if (place >= this.#seen.length) this.#grow(place + 1);
    const bit = 1 << (sequence & 7);
    const before = this.#seen[place]!;
    if ((before & bit) !== 0) return false;
    this.#seen[place] = before | bit;
    this.count += 1;
    if (sequence >= this.top) this.top = sequence + 1;
    return true;
  }

  /** Place of a number among those seen. */
  places(): (sequence: number) => number {
    // Where none is missing, which is nearly always, no table is needed.
    if (this.count === this.top) return (sequence) => sequence;
    const ranks = this.#ranks();
    return (sequence) => ranks[sequence]!;
  }

  #ranks(): Uint32Array {
    const ranks = new Uint32Array(this.top);
    for (let sequence = 0, rank = 0; sequence < this.top; sequence += 1) {
      ranks[sequence] = rank;
      if (this.has(sequence)) rank += 1;
    }
    return ranks;
  }

  /** Half-open ranges of numbers that `expected` wants and that were not seen. */
  missing(top: number, expected: (sequence: number) => boolean): [number, number][] {
    const ranges: [number, number][] = [];
    for (let sequence = 0; sequence < top; sequence += 1) {
      if (this.has(sequence) || !expected(sequence)) continue;
      const last = ranges.at(-1);
      if (last?.[1] === sequence) last[1] += 1;
      else ranges.push([sequence, sequence + 1]);
    }
    return ranges;
  }

  #grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.#seen.length * 2));
    larger.set(this.#seen);
    this.#seen = larger;
  }
}
