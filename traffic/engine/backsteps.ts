import { compareVersions, type Version } from '../ledger/index.ts';

interface Answered {
  readonly operation: number;
  readonly intended: number;
  /** µs after `intended`. */
  readonly sent: number;
  readonly end: number;
  readonly toldVersion: Version | undefined;
}

/**
 * Counts answers that told an older version than one that was there before they were asked for: enough to stop a run
 * while it goes on. The judge looks again, at everything, and more exactly.
 */
export class Backsteps {
  count = 0;
  /** By operation: versions of different services have nothing to do with each other. */
  readonly #newest = new Map<number, { version: Version; at: number }>();

  note({ operation, intended, sent, end, toldVersion: version }: Answered): void {
    if (!version) return;
    const newest = this.#newest.get(operation);
    const order = newest ? compareVersions(version, newest.version) : 1;
    if (order > 0) this.#newest.set(operation, { version, at: intended + end });
    else if (order < 0 && intended + sent > newest!.at) this.count += 1;
  }
}
