import type { ServerSample } from '../../journal/index.ts';
import { LONGEST_SILENCE_MS } from '../limits.ts';
import type { Events } from '../timeline/index.ts';
import { byBalancer, type Sample } from './history.ts';
import type { Renewal } from './renewals.ts';
import { type Command, commandsIn } from './told.ts';

/** A server is shown with a state or a weight that the run had told nobody to give it. */
export interface Strange {
  readonly balancer: string;
  readonly before: ServerSample;
  readonly after: ServerSample;
  /** When it was first seen. */
  readonly t: number;
}

/** What is told and what is shown is written down one after the other, in either order, and no further apart than this. */
const MARGIN = LONGEST_SILENCE_MS * 1_000;

/**
 * Of what these servers are shown as, all that does not follow from the run's own commands. Across a reload or a restart
 * state is lost by itself, and what a harness was just telling when it died nobody wrote down: there everything begins anew.
 */
export function strangers(events: Events, renewals: readonly Renewal[], servers: readonly string[]): Strange[] {
  const taken = events.of('continued').map(({ t }) => t);
  return [...byBalancer(events.of('servers'))].flatMap(([balancer, samples]) => {
    const cuts = [...taken, ...renewals.filter((renewal) => renewal.balancer === balancer).map(({ t }) => t)];
    const told = events
      .of('balancer-told')
      .filter((one) => one.balancer === balancer)
      .flatMap((one) => commandsIn(one).map((command): Order => ({ t: one.t, command })));
    return pieces(samples, cuts).flatMap((piece) =>
      seriesOf(piece, servers).flatMap((series) =>
        ASPECTS.flatMap((aspect) => deviations(aspect, series, told)).map((found) => ({ balancer, ...found })),
      ),
    );
  });
}

/** Between two cuts. */
function pieces(samples: readonly Sample[], cuts: readonly number[]): Sample[][] {
  return [...Map.groupBy(samples, ({ t }) => cuts.filter((cut) => cut <= t).length).values()];
}

type Shown = { readonly t: number; readonly server: ServerSample };
type Order = { readonly t: number; readonly command: Command };

/** What one server after the other was shown as. */
function seriesOf(samples: readonly Sample[], wanted: readonly string[]): Shown[][] {
  const all = samples.flatMap(({ t, servers }) => servers.map((server) => ({ t, server })));
  const mine = all.filter(({ server }) => wanted.includes(server.server));
  return [...Map.groupBy(mine, ({ server }) => nameOf(server)).values()];
}

const nameOf = ({ backend, server }: ServerSample): string => `${backend}/${server}`;

interface Aspect {
  readonly of: (server: ServerSample) => string | number;
  /** Whether a command is about it at all, and then whether this follows from it. */
  readonly asked: (command: Command) => boolean;
  readonly follows: (command: Command, server: ServerSample) => boolean;
}

const ASPECTS: readonly Aspect[] = [
  {
    of: ({ admin }) => admin,
    asked: ({ admin }) => admin !== undefined,
    follows: (command, { admin }) => command.admin === admin,
  },
  {
    of: ({ weight }) => weight,
    asked: ({ weight }) => weight !== undefined,
    follows: (command, { weight }) => command.weight === (weight === 0 ? 'none' : 'all'),
  },
];

/** Commands take effect in their order: what one of them made, or found as it wanted it, is not made by it again. */
function deviations(
  { of, asked, follows }: Aspect,
  series: readonly Shown[],
  told: readonly Order[],
): Omit<Strange, 'balancer'>[] {
  const [first, ...others] = series;
  if (!first) return [];
  const orders = told.filter(({ command }) => command.name === nameOf(first.server) && asked(command));
  const found: Omit<Strange, 'balancer'>[] = [];
  let known = of(first.server);
  let next = 0;
  let before = first.server;
  for (const { t, server } of others) {
    const isSame = of(server) === known;
    const effective = orders.findLastIndex((order) => order.t <= t - MARGIN);
    const fulfilled = orders.findLastIndex((order) => order.t <= t && follows(order.command, server));
    next = Math.max(next, effective, isSame ? fulfilled + 1 : 0);
    const made = orders.findIndex(
      (order, index) => index >= next && order.t <= t + MARGIN && follows(order.command, server),
    );
    if (!isSame && made >= 0) {
      known = of(server);
      next = made + 1;
    } else if (!isSame && of(server) !== of(before)) found.push({ before, after: server, t });
    before = server;
  }
  return found;
}
