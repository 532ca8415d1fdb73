import type { Profile } from '../../profile.ts';
import { Http2Lane } from './http2-lane.ts';
import { Http1Lane, type Lane } from './lane.ts';
import type { Target } from './target.ts';

export type LaneKind = Pick<Profile['lanes'][string], 'connection' | 'protocol'>;

export function laneOf({ connection, protocol }: LaneKind, target: Target, nextId: () => number): Lane {
  return protocol === 'h2' ? new Http2Lane(connection, target, nextId) : new Http1Lane(connection, target, nextId);
}

/** What a session's first requests, which belong to no lane, are sent on: all that is known is what the lanes speak. */
export function firstLane({ lanes }: Profile, target: Target, nextId: () => number): Lane {
  const protocol = Object.values(lanes).every((lane) => lane.protocol === 'h2') ? 'h2' : 'http/1.1';
  return laneOf({ connection: 'fresh', protocol }, target, nextId);
}

/** Connections to one target are of no use for another: a lane of a profile has one of its own for each. */
export class Lanes {
  readonly #kinds: readonly LaneKind[];
  readonly #nextId: () => number;
  readonly #lanes = new Map<Target, Lane[]>();

  constructor(profile: Profile, nextId: () => number) {
    this.#kinds = Object.values(profile.lanes);
    this.#nextId = nextId;
  }

  to(target: Target, lane: number): Lane {
    let lanes = this.#lanes.get(target);
    if (!lanes) {
      lanes = this.#kinds.map((kind) => laneOf(kind, target, this.#nextId));
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
