import type { ServerSample } from '../../journal/index.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import type { Events } from '../timeline/index.ts';
import { byBalancer, type Sample } from './history.ts';
import type { Renewal } from './renewals.ts';
import { type Command, commandsIn } from './told.ts';

/** State or weight of a server became another one, and the run had told nobody to do that. */
export interface Strange {
  readonly balancer: string;
  readonly before: ServerSample;
  readonly after: ServerSample;
  /** When it was first seen. */
  readonly t: number;
}

/** Told and shown are written down one after the other, in either order, and no further apart than anybody may be silent. */
const MARGIN = LONGEST_SILENCE_MS * 1_000;

/**
 * Of what these servers are shown as, all that was not made by a command of the run. Across a reload or a restart state is
 * lost by itself, and what a harness was just telling when it died nobody wrote down: there nothing is compared.
 */
export function strangers(events: Events, renewals: readonly Renewal[], servers: readonly string[]): Strange[] {
  const taken = events.of('continued').map(({ t }) => t);
  return [...byBalancer(events.of('servers'))].flatMap(([balancer, samples]) => {
    const cuts = [...taken, ...renewals.filter((renewal) => renewal.balancer === balancer).map(({ t }) => t)];
    const told = events
      .of('balancer-told')
      .filter((one) => one.balancer === balancer)
      .map((one) => ({ t: one.t, commands: commandsIn(one) }));
    return samples.slice(1).flatMap((now, index) => {
      const was = samples[index]!;
      if (cuts.some((cut) => cut > was.t && cut <= now.t)) return [];
      const near = told.filter(({ t }) => t >= was.t - MARGIN && t <= now.t + MARGIN);
      const commands = near.flatMap((one) => one.commands);
      return changes(was, now)
        .filter(({ after }) => servers.includes(after.server))
        .filter((change) => !isTold(change, commands))
        .map((change) => ({ balancer, t: now.t, ...change }));
    });
  });
}

type Change = Pick<Strange, 'before' | 'after'>;

function changes(was: Sample, now: Sample): Change[] {
  return now.servers.flatMap((after) => {
    const before = was.servers.find((one) => one.backend === after.backend && one.server === after.server);
    return before && (before.admin !== after.admin || before.weight !== after.weight) ? [{ before, after }] : [];
  });
}

function isTold({ before, after }: Change, commands: readonly Command[]): boolean {
  const its = commands.filter(({ name }) => name === `${after.backend}/${after.server}`);
  const weight = after.weight === 0 ? 'none' : 'all';
  return (
    (before.admin === after.admin || its.some((command) => command.admin === after.admin)) &&
    (before.weight === after.weight || its.some((command) => command.weight === weight))
  );
}
