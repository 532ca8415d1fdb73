import { createHash } from 'node:crypto';
import type { Measured } from '../../operations/index.ts';

/** Length and checksum of a body that comes in pieces and is not kept. */
export class Measure {
  readonly #hash = createHash('sha256');
  #bytes = 0;

  take(piece: Buffer): void {
    this.#bytes += piece.length;
    this.#hash.update(piece);
  }

  result(): Measured {
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }
}
