import { closeSync, openSync, writeSync } from 'node:fs';
import { renderRemark } from './remark.ts';
import { sift } from './sift.ts';
import { endsInALineEnd, Tail } from './tail.ts';

/** Follows one log and writes what is kept of it. */
export class Keeper implements Disposable {
  readonly #tail: Tail;
  readonly #kept: number;
  readonly #run: string;

  constructor(file: string, keptIn: string, run: string) {
    this.#tail = new Tail(file);
    this.#kept = openSync(keptIn, 'a+');
    // A killed harness may have left half a line.
    if (!endsInALineEnd(this.#kept)) writeSync(this.#kept, '\n');
    this.#run = run;
  }

  /** What has come since the last call. Returns how many lines were about requests: of this run's recorder, of anybody. */
  keep(): { own: number; all: number } {
    const { kept, own, remark } = sift(this.#tail.read(), this.#run);
    const lines = [...kept, renderRemark(remark)].filter((line) => line !== undefined);
    if (lines.length > 0) writeSync(this.#kept, lines.map((line) => `${line}\n`).join(''), null, 'latin1');
    return { own, all: own + Object.values(remark.others).reduce((sum, count) => sum + count, 0) };
  }

  [Symbol.dispose](): void {
    this.#tail[Symbol.dispose]();
    closeSync(this.#kept);
  }
}
