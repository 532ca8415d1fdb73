/** No recorder comes this far: a row that claims to is damaged, and what it would cost in memory is not spent. */
export const MOST_NUMBERS = 2 ** 27;

/** Gaps that are told one by one; what is missing behind so many is one gap more. */
const MOST_GAPS = 2 ** 16;

const GROUP = 32;

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
    const before = this.#ranks();
    return (sequence) => before[sequence >>> 5]! + ones(this.#group(sequence >>> 5) & ((1 << (sequence % GROUP)) - 1));
  }

  /** How many were seen before each group. */
  #ranks(): Uint32Array {
    const ranks = new Uint32Array(Math.ceil(this.top / GROUP));
    for (let group = 1; group < ranks.length; group += 1)
      ranks[group] = ranks[group - 1]! + ones(this.#group(group - 1));
    return ranks;
  }

  #group(group: number): number {
    const seen = this.#seen;
    const at = group * 4;
    return seen[at]! | (seen[at + 1]! << 8) | (seen[at + 2]! << 16) | (seen[at + 3]! << 24);
  }

  /** Half-open ranges of numbers that `expected` wants and that were not seen. */
  missing(top: number, expected: (sequence: number) => boolean): [number, number][] {
    const ranges: [number, number][] = [];
    for (let sequence = 0; sequence < top; sequence += 1) {
      if (this.has(sequence) || !expected(sequence)) continue;
      const last = ranges.at(-1);
      if (last?.[1] === sequence) last[1] += 1;
      else if (last && ranges.length === MOST_GAPS) last[1] = sequence + 1;
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

/** Bits that are set among 32. */
function ones(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x5555_5555);
  sum = (sum & 0x3333_3333) + ((sum >>> 2) & 0x3333_3333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
