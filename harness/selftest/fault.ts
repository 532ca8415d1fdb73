import type { Blow, Flaw, Lab, ShapeName } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';
import type { Verdict } from '../judge/index.ts';
import type { Order, Plan, Scenario } from '../plan/index.ts';
import type { HarnessBlow } from './harness-blow.ts';

/** A way in which an upgrade, or its measurement, is known to go wrong; how it is planted; and what must be found. */
export interface Fault {
  readonly name: string;
  /** In a sentence, for people. */
  readonly says: string;
  readonly where: (typeof PLACES)[number];
  /** In which of ours it is planted. */
  readonly scenario: string;
  readonly options?: FaultOptions;
  /** The kind of lab that it is planted in, where a local one has no such thing: an engine is needed, and it is asked for. */
  readonly lab?: 'docker' | 'openstack';
  /** What is wrong with the lab from the beginning. */
  readonly flaws?: readonly Flaw[];
  /** What happens at a moment of the run. */
  readonly blows?: readonly { readonly when: Moment; readonly blow: Blow | HarnessBlow }[];
  readonly changes?: Changes;
  /** When it begins to matter, where that is not the moment of the first blow. */
  readonly begins?: Moment;
  /** It changes how packets go or what names mean, so all of it runs where that is nobody else's. */
  readonly apart?: true;
  readonly expect: Expectation;
  /** One of the handful that is planted in a few minutes. */
  readonly quick?: true;
}

export const PLACES = ['procedure', 'service', 'node', 'balancer', 'network', 'client', 'harness'] as const;

/** A moment of the run, told by the steps of its plan; `ended` of the kind `run`: when all is over, and not yet judged. */
export interface Moment {
  readonly at: 'started' | 'ended';
  readonly kind: string;
  /** Only steps with such parameters. */
  readonly of?: Readonly<Record<string, string>>;
  /** Which of these steps, from 1. */
  readonly nth?: number;
  readonly afterMs?: number;
}

/** As on the command line of `certify`. */
export interface FaultOptions {
  readonly lab?: string;
  readonly shape?: ShapeName;
  readonly order?: Order;
  readonly rate?: number;
  readonly baseline?: number;
  readonly mixed?: number;
  readonly settle?: number;
}

/** What is not as it should be in what the harness goes by. */
export interface Changes {
  readonly scenario?: (scenario: Scenario) => Scenario;
  readonly profile?: (profile: Profile) => Profile;
  /** The plan is made wrong, and is carried out as it stands. */
  readonly plan?: (plan: Plan) => Plan;
  /** The plan is right, and something else is carried out. */
  readonly carriedOut?: (plan: Plan) => Plan;
  /** The harness sees the lab otherwise than it is. */
  readonly lab?: (lab: Lab) => Lab;
}

export interface Expectation {
  /** `not begun`: certify looked at the lab, and refused before it touched anything. */
  readonly verdict: Verdict | 'not begun';
  /** What must be said of a run that is not begun. */
  readonly says?: string;
  /** As good, whatever the reason: what is said on a machine that does not let anybody measure. */
  readonly orElse?: Verdict;
  /** Findings that refuse and must be there … */
  readonly findings?: readonly ExpectedFinding[];
  /** … and classes of others that follow from the same fault and may be there. Anything else is found wrongly. */
  readonly also?: readonly string[];
  /** Assumptions that must be broken, of a run that is inconclusive … */
  readonly broken?: readonly string[];
  /** … and others that may be, by the same cause. */
  readonly alsoBroken?: readonly string[];
  /** What an incident must be put down to, in these words. */
  readonly cause?: string;
  /** Classes of differences between what clients, load balancers and services tell that must be named. */
  readonly reconciled?: readonly string[];
}

export interface ExpectedFinding {
  readonly class: string;
  /** Kind of the step in which it began; several, where it may show a moment later. */
  readonly step?: string | readonly string[];
  readonly node?: string;
}
