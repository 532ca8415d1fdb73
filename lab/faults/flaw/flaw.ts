import type { TroubleInput } from '../trouble/index.ts';

/** Something that is wrong with a lab from the beginning. Names are those of the lab: units, nodes, releases. */
export type Flaw = ServiceFlaw | NodeFlaw | BalancerFlaw;

/** The code of one release of a unit has trouble, on these nodes or on all. */
export interface ServiceFlaw {
  readonly unit: string;
  readonly release: string;
  readonly on?: readonly string[];
  readonly trouble: TroubleInput;
}

/** A shell command that has been run in the node's root: its files are not as they should be. */
export interface NodeFlaw {
  readonly node: string;
  readonly run: string;
}

/** One text in place of another, everywhere in the configuration of these load balancers or of all. */
export interface BalancerFlaw {
  readonly on?: readonly string[];
  readonly find: string;
  readonly put: string;
}

/** What was planted in a lab, by name: whoever lists the lab must see that it is not a sound one. */
export interface Planted {
  readonly name: string;
  readonly flaws: readonly Flaw[];
}
