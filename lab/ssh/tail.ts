/** Keeps the end of an output, however long it gets, and says how much it let go. */
export class Tail {
  readonly #limit: number;
  #chunks: Buffer[] = [];
  #kept = 0;
  #cut = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#kept += chunk.length;
    // Joining only when there is twice too much keeps the cost of a long output linear.
    if (this.#kept > 2 * this.#limit) this.#trim();
  }

  text(): string {
    this.#trim();
    const bytes = this.#chunks[0] ?? Buffer.alloc(0);
    if (this.#cut === 0) return bytes.toString('utf8');
    const start = characterStart(bytes);
    return `[${this.#cut + start} bytes cut]\n${bytes.subarray(start).toString('utf8')}`;
  }

  #trim(): void {
    const all = Buffer.concat(this.#chunks);
    const surplus = Math.max(0, all.length - this.#limit);
    this.#chunks = [all.subarray(surplus)];
    this.#kept = all.length - surplus;
    this.#cut += surplus;
  }
}

/** The cut may fall into a UTF-8 character, whose later bytes all begin with the bits 10. */
function characterStart(bytes: Buffer): number {
  let start = 0;
  while (start < 3 && start < bytes.length && (bytes[start]! & 0xc0) === 0x80) start += 1;
  return start;
}
