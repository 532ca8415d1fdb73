import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';

const LINE_END = 10;

/** HAProxy sends no longer one. What has no end for so long is no line, and is let go up to the next end. */
const LONGEST_LINE = 65_536;

/** Or is empty. */
export function endsInALineEnd(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] === LINE_END);
}

/**
 * What is appended to a file from now on, in whole lines, also when it is moved aside and begun anew: what is open stays
 * readable under whatever name.
 */
export class Tail implements Disposable {
  readonly #file: string;
  readonly #chunk = Buffer.allocUnsafe(1024 * 1024);
  #descriptor: number;
  #offset: number;
  /** The beginning of a line whose end has not come. Undefined: it began before us. */
  #half: string | undefined;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, 'r');
    this.#offset = fstatSync(this.#descriptor).size;
    this.#half = endsInALineEnd(this.#descriptor) ? '' : undefined;
  }

  /** The lines that have come since the last call. */
  read(): string[] {
    const lines = this.#readOn();
    const { ino, size } = fstatSync(this.#descriptor);
    const there = statSync(this.#file, { throwIfNoEntry: false });
    if (there !== undefined && there.ino !== ino) {
      // Whoever moved it aside writes to the new one: nothing comes to this one any more after what is read here.
      lines.push(...this.#readOn());
      closeSync(this.#descriptor);
      this.#descriptor = openSync(this.#file, 'r');
    } else if (size >= this.#offset) return lines;
    if (this.#half) lines.push(this.#half);
    this.#half = '';
    this.#offset = 0;
    return [...lines, ...this.#readOn()];
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }

  #readOn(): string[] {
    const lines: string[] = [];
    for (;;) {
      const count = readSync(this.#descriptor, this.#chunk, 0, this.#chunk.length, this.#offset);
      if (count === 0) return lines;
      this.#offset += count;
      // One character a byte, so that none is ever torn; the lines are written as they were read.
      const [first = '', ...rest] = this.#chunk.toString('latin1', 0, count).split('\n');
      const last = rest.pop();
      if (last === undefined) {
        if (this.#half !== undefined) this.#half += first;
        if (this.#half !== undefined && this.#half.length > LONGEST_LINE) this.#half = undefined;
        continue;
      }
      if (this.#half !== undefined) lines.push(this.#half + first);
      for (const line of rest) lines.push(line);
      this.#half = last;
    }
  }
}
