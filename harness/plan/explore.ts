import { type Random, seededRandom } from '../../traffic/index.ts';
import { type Act, act } from '../journal/index.ts';
import type { Draft } from './orders.ts';

/** What a scenario leaves open: a procedure must hold whichever node is next, and however long it takes. */
export interface Choices {
  order(nodes: readonly string[]): readonly string[];
  /** How long to watch, for a time that the scenario gives. */
  dwell(seconds: number): number;
  pauses(acts: readonly Act[]): Act[];
  /** Which of the nodes that can be taken back is taken back and upgraded once more, if any. */
  retried(nodes: readonly Draft[]): Draft | undefined;
}

export const AS_WRITTEN: Choices = {
  order: (nodes) => nodes,
  dwell: (seconds) => seconds,
  pauses: (acts) => [...acts],
  retried: () => undefined,
};

const PAUSE_SHARE = 0.2;
const RETRY_SHARE = 0.5;
const LONGEST_PAUSE_SECONDS = 2;

/** The same seed gives the same choices. */
export function exploring(seed: number): Choices {
  const random = seededRandom(`${seed}/explore`);
  return {
    retried: (nodes) => (random() < RETRY_SHARE ? nodes[Math.floor(random() * nodes.length)] : undefined),
    order: (nodes) => shuffled(nodes, random),
    // From half as long to three times as long.
    dwell: (seconds) => tenths(seconds * (0.5 + 2.5 * random())),
    pauses: (acts) =>
      acts.flatMap((one, index) => {
        const [draw, length] = [random(), random()];
        if (index === 0 || draw >= PAUSE_SHARE) return [one];
        return [act('observe', { seconds: tenths(LONGEST_PAUSE_SECONDS * length), why: 'pause' }), one];
      }),
  };
}

function shuffled(nodes: readonly string[], random: Random): string[] {
  const left = [...nodes];
  return nodes.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

/** A plan is read by people, and a tenth of a second is the least that matters. */
const tenths = (seconds: number) => Math.max(1, Math.round(seconds * 10)) / 10;
