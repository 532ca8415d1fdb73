import type { EventOf } from '../journal/index.ts';
import { Counts, type ReadBack } from './measure/index.ts';
import type { Events } from './timeline/index.ts';

/**
 * The occasions at which services were asked what exists. The list was made at some moment between the beginning of the
 * audit step and the event, so only what had ended before the step began must be in it. A step that was begun again, since
 * its harness had died, asked again: what it was told before is not a second one of anything.
 */
export function occasions(events: Events): ReadBack[] {
  const begins = events.of('step-started').map(({ t }) => t);
  return [...Map.groupBy(events.of('audit'), ({ when }) => when)].map(([when, audits]) => {
    const found = new Counts();
    const asked = askedAt(audits.at(-1)!, begins);
    // A list of a million entries would be made only to be thrown away.
    for (const { marks } of audits.filter(({ t }) => t >= asked))
      for (const mark in marks) found.add(Number(mark), marks[mark]!);
    return { when, asked, found };
  });
}

function askedAt({ t }: EventOf<'audit'>, begins: readonly number[]): number {
  return begins.findLast((begin) => begin <= t) ?? t;
}
