import type { Version } from './columns.ts';
import { formatVersion } from './version.ts';

/** A growing list of names whose index + 1 fits a byte. What comes when it is full goes to `overflow`, or is nameless. */
export class Roll<Name> {
  readonly names: Name[] = [];
  readonly #indexes = new Map<string, number>();
  readonly #key: (name: Name) => string;
  readonly #overflow: Name | undefined;

  constructor(key: (name: Name) => string, overflow?: Name) {
    this.#key = key;
    this.#overflow = overflow;
  }

  /** Index + 1, or 0 when there is no room. */
  place(name: Name): number {
    const key = this.#key(name);
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    if (this.names.length < 254) {
      this.names.push(name);
      this.#indexes.set(key, this.names.length);
      return this.names.length;
    }
    if (this.#overflow === undefined) return 0;
    if (this.names.length === 254) this.names.push(this.#overflow);
    return 255;
  }
}

export const serverRoll = () => new Roll<string>((name) => name, '(others)');
export const versionRoll = () => new Roll<Version>(formatVersion);
