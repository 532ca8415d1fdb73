import type { Profile } from '../profile.ts';
import { Lane } from './lane.ts';
import type { Target } from './target.ts';

/** Connections to one target are of no use for another: a lane of a profile has one of its own for each. */
export class Lanes {
  readonly #kinds: readonly ('keep-alive' | 'fresh')[];
  readonly #nextId: () => number;
  readonly #lanes = new Map<Target, Lane[]>();

  constructor(profile: Profile, nextId: () => number) {
    this.#kinds = Object.values(profile.lanes).map(({ connection }) => connection);
    this.#nextId = nextId;
  }

  to(target: Target, lane: number): Lane {
    let lanes = this.#lanes.get(target);
    if (!lanes) {
      lanes = this.#kinds.map((kind) => new Lane(kind, target, this.#nextId));
      this.#lanes.set(target, lanes);
    }
    return lanes[lane]!;
  }

  sweep(now: number): void {
    for (const lanes of this.#lanes.values()) for (const lane of lanes) lane.sweep(now);
  }

  close(): void {
    for (const lanes of this.#lanes.values()) for (const lane of lanes) lane.close();
  }
}
