/** What viewers hold: names, and a value each that JSON can carry; null stands for no entry. */
export type Entries = Readonly<Record<string, unknown>>;

/** `whole`: all entries, forget what you had. `change`: over those of the number before; null: this entry is gone. */
export interface Message {
  readonly number: number;
  readonly kind: 'whole' | 'change';
  readonly data: string;
}

/** At four changes a second, a reload or a short break is bridged; whoever was away longer gets the whole. */
const KEPT = 40;

/**
 * Numbered changes of what there is to see. Nobody is waited for: a viewer asks for what comes after the number that it has
 * seen, and gets changes while they are kept, and otherwise the whole. Nothing is ever queued for a viewer.
 */
export class Feed {
  readonly #kept: number;
  #entries = new Map<string, string>();
  #changes: Message[] = [];
  #number = 0;

  constructor(kept = KEPT) {
    this.#kept = kept;
  }

  /** What there is to see now. */
  update(entries: Entries): void {
    const there = Object.entries(entries).filter(([, value]) => value !== null);
    const next = new Map(there.map(([name, value]) => [name, JSON.stringify(value)]));
    const changed = [...next].filter(([name, text]) => this.#entries.get(name) !== text);
    const gone = [...this.#entries.keys()].filter((name) => !next.has(name));
    this.#entries = next;
    if (changed.length + gone.length === 0) return;
    this.#number += 1;
    const data = written([...changed, ...gone.map((name) => [name, 'null'] as const)]);
    this.#changes.push({ number: this.#number, kind: 'change', data });
    if (this.#changes.length > this.#kept) this.#changes.shift();
  }

  /** What brings a viewer that has seen this number to what there is now; undefined: it has seen nothing. */
  after(seen: number | undefined): readonly Message[] {
    const missing = seen === undefined ? Number.POSITIVE_INFINITY : this.#number - seen;
    if (missing === 0) return [];
    if (missing > 0 && missing <= this.#changes.length) return this.#changes.slice(-missing);
    return [{ number: this.#number, kind: 'whole', data: written([...this.#entries]) }];
  }
}

function written(entries: readonly (readonly [name: string, json: string])[]): string {
  return `{${entries.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}
