import type { EventOf } from '../journal/index.ts';
import { Counts, type ReadBack } from './measure/index.ts';
import type { StepRun } from './timeline/index.ts';

/**
 * The occasions at which services were asked what exists. The list was made at some moment between the beginning of the
 * audit step and the event, so only what had ended before the step began must be in it.
 */
export function occasions(audits: readonly EventOf<'audit'>[], steps: readonly StepRun[]): ReadBack[] {
  return [...Map.groupBy(audits, ({ when }) => when)].map(([when, events]) => {
    const found = new Counts();
    // A list of a million entries would be made only to be thrown away.
    for (const { marks } of events) for (const mark in marks) found.add(Number(mark), marks[mark]!);
    return { when, asked: Math.min(...events.map((event) => askedAt(event, steps))), found };
  });
}

function askedAt({ t }: EventOf<'audit'>, steps: readonly StepRun[]): number {
  const step = steps.findLast(({ kind, from, to }) => kind === 'audit' && from !== null && from <= t && t <= (to ?? t));
  return step?.from ?? t;
}
