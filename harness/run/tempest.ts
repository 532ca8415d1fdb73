import { credentialsOf } from '../calls/index.ts';
import type { Plan } from '../plan/index.ts';
import { secretsAmong, without } from '../secrets/index.ts';
import { type Bench, bind } from '../steps/index.ts';
import { reachIn } from '../strategy/index.ts';
import { Tempest } from '../tempest/index.ts';
import type { Progress } from './progress.ts';

type Needs = Pick<Bench, 'lab' | 'run' | 'limits' | 'record' | 'happened'>;

export function tempestFor({ lab, run, limits, record, happened }: Needs): Tempest {
  return new Tempest({
    reach: reachIn({ lab, limits, record }),
    clean: without(secretsAmong(credentialsOf(lab.description))),
    ...{ run, record, happened },
  });
}

/** Begun by a harness that is gone, and to go on to a step that is still to come. */
export async function resumeTempest(plan: Plan, { left }: Progress, bench: Bench): Promise<void> {
  const isLeft = new Set(left.map(({ step }) => step.id));
  const steps = plan.stages.flatMap((stage) => stage.steps);
  const begun = steps.find(({ id, act }) => act.kind === 'tempest-begin' && !isLeft.has(id));
  const ends = steps.some(({ id, act }) => act.kind === 'tempest-end' && isLeft.has(id));
  if (begun && ends) await bind(begun.act).run(bench);
}
