import type { Ledger } from '../../../traffic/ledger/index.ts';
import { servicesOf } from '../../journal/index.ts';
import type { Context } from '../context.ts';
import type { Assumption } from '../judgement.ts';
import { begun, OK } from '../measure/index.ts';
import type { Member } from '../rotation/index.ts';
import { type StepRun, text } from '../timeline/index.ts';
import { list, plural } from '../wording.ts';
import { throughInstances } from './coverage-through.ts';

/**
 * Every operation was answered well by every server, in the old release and in the new one. Which one a server ran is told by time: the
 * old one up to its stop, the new one from its start on.
 */
export function coverage(context: Context): Assumption {
  const { ledger, members, plan } = context;
  const sides = members.map((member) => sidesOf(context, member));
  const untold = ledger.count > 0 && !ledger.version.some((version) => version !== 0);
  const through = throughInstances(context, usedOperations(ledger));
  const missing = [...missingCells(ledger, sides), ...through.missing];
  const needed = neededCells(ledger, sides).length + through.needed;
  const faults = [
    ...(untold ? ['no answer told a version, so nothing is known of their order'] : []),
    ...(missing.length > 0 ? [`never answered: ${list(missing)}`] : []),
  ];
  return {
    name: 'coverage',
    title: 'Every operation met every server, old and new',
    holds: faults.length === 0,
    detail:
      faults.length === 0
        ? `${plural(needed, 'combination')} of operation, server and release were seen, ${plan.from} and ${plan.to}.`
        : `${list(faults)} (${missing.length} of ${needed} combinations missing).`,
    fix: 'Watch for longer before and after, offer a higher rate, and let every server name itself in its answers.',
  };
}

interface Sides {
  readonly service: string;
  readonly server: string;
  /** Answers to requests sent before this moment come from the old release. */
  readonly stopped: number;
  /** Answers to requests sent after this moment come from the new one. */
  readonly started: number;
  /** The plan installs the new release there. */
  readonly renewed: boolean;
}

function sidesOf({ steps }: Context, { server, service, node }: Member): Sides {
  const its = steps.filter((step) => servicesOf(step).includes(service) && text(step, 'node') === node);
  const begins = (...kinds: string[]) =>
    its.filter((step) => kinds.includes(step.kind) && step.from !== null).map(({ from }) => from!);
  const crossed = (side: 'enter' | 'leave') => {
    const there = steps.filter((step) => step.kind === 'crossover' && step.from !== null && isOn(step, side, server));
    return there.map(({ from }) => from!);
  };
  return {
    service,
    server,
    // Where only its leaving and coming back were seen: in between users were not sent there.
    stopped: begins('stop', 'shut-down')[0] ?? [...begins('drain'), ...crossed('leave')][0] ?? Number.POSITIVE_INFINITY,
    started:
      begins('start', 'upgrade').at(-1) ??
      [...begins('rejoin'), ...crossed('enter')].at(-1) ??
      Number.POSITIVE_INFINITY,
    renewed: its.some(({ kind }) => kind === 'install' || kind === 'upgrade'),
  };
}

function isOn({ params }: StepRun, side: 'enter' | 'leave', server: string): boolean {
  const seats = params[side];
  return Array.isArray(seats) && seats.some((seat) => seat.server === server);
}

function missingCells(ledger: Ledger, sides: readonly Sides[]): string[] {
  const { operations, servers } = ledger.names;
  const sideOf = servers.map((name) => sides.find(({ server }) => server === name));
  const seen = { old: new Uint8Array(operations.length * 256), new: new Uint8Array(operations.length * 256) };
  for (let row = 0; row < ledger.count; row++) {
    const server = ledger.server[row]!;
    const side = sideOf[server - 1];
    if (!side || ledger.outcome[row] !== OK) continue;
    const sent = begun(ledger, row);
    if (sent < side.stopped) seen.old[ledger.operation[row]! * 256 + server] = 1;
    else if (sent >= side.started) seen.new[ledger.operation[row]! * 256 + server] = 1;
  }
  return neededCells(ledger, sides)
    .filter(({ operation, server, release }) => !seen[release][operation * 256 + servers.indexOf(server) + 1])
    .map(({ operation, server, release }) => `${operations[operation]} by ${release} ${server}`);
}

interface Cell {
  readonly operation: number;
  readonly server: string;
  readonly release: 'old' | 'new';
}

/** An operation need only be answered by servers of the service that it calls. */
function neededCells(ledger: Ledger, sides: readonly Sides[]): Cell[] {
  return usedOperations(ledger).flatMap((operation) =>
    sides
      .filter(({ service }) => service === ledger.names.services[operation])
      .flatMap(({ server, renewed }) =>
        (renewed ? (['old', 'new'] as const) : (['old'] as const)).map((release) => ({ operation, server, release })),
      ),
  );
}

/** Operations that the schedule drew at all; others are only called by name. */
function usedOperations({ operation, names }: Ledger): number[] {
  const used = new Uint8Array(names.operations.length);
  for (const index of operation) used[index] = 1;
  return [...used.keys()].filter((index) => used[index]);
}
