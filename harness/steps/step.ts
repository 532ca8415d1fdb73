import type { z } from 'zod';
import type { LabShape } from '../../lab/index.ts';
import type { Act } from '../journal/index.ts';
import type { Deed, Told } from '../strategy/index.ts';
import type { Bench } from './bench.ts';

/**
 * A kind of step: what it says, what it does and what puts it back, in one place, so that text and act cannot disagree.
 */
export interface StepKind<Params> {
  readonly kind: string;
  readonly params: z.ZodType<Params>;
  describe(params: Params): string;
  /** In the order in which they are registered, before `run`; undone newest first. */
  undo?(params: Params): readonly Undo[];
  /** Subjects that are as they should be once this step is done. */
  settles?(params: Params): readonly string[];
  /** What the strategy is told to do, where that is all that anybody is told. */
  deeds?(params: Params): readonly Deed[];
  /** What nodes and load balancers will be told, word for word, where that is more. */
  shows?(params: Params, lab: Site): readonly Told[];
  run(params: Params, bench: Bench): Promise<void>;
}

export type Site = Pick<LabShape, 'kind' | 'services' | 'balancers' | 'strategy'>;

export interface Undo {
  readonly subject: string;
  readonly act: Act;
}

/** The thing that an undo is about: one service on one node. */
export function subject(service: string, node: string): string {
  return `${service}@${node}`;
}
