import { setTimeout as pause } from 'node:timers/promises';
import type { LabDescription } from '../../lab/index.ts';
import { type FreeOperation, freeOperation, type Profile, seededRandom } from '../../traffic/index.ts';
import type { Clock, Happening } from '../journal/index.ts';
import { ask } from './ask.ts';

export interface DirectOptions {
  readonly profile: Profile;
  readonly lab: LabDescription;
  readonly seed: number;
  readonly clock: Clock;
  readonly record: (happening: Happening) => void;
}

export interface DirectProbes extends AsyncDisposable {
  /** Asks no more, and waits for those that are under way: each has its time limit. */
  stop(): Promise<void>;
}

interface Seat {
  readonly service: string;
  readonly node: string;
  readonly address: string;
  readonly asked: FreeOperation;
}

const MEAN_MS = 1_000;

/**
 * Asks every service that the traffic calls on each of its nodes, past every load balancer: what a node says of itself
 * while nobody may be sent there. At random moments, as users come.
 */
export function startDirect(options: DirectOptions): DirectProbes {
  const ending = new AbortController();
  const loops = seats(options).map((seat) => loop(seat, options, ending.signal));
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    ending.abort();
    stopped ??= Promise.all(loops).then(() => undefined);
    return stopped;
  };
  return { stop, [Symbol.asyncDispose]: stop };
}

function seats({ profile, lab }: DirectOptions): Seat[] {
  return Object.entries(lab.services).flatMap(([service, { members }]) => {
    const asked = freeOperation(profile, service);
    if (!asked) return [];
    return Object.entries(members).flatMap(([node, { url }]) =>
      url === undefined ? [] : [{ service, node, address: url, asked }],
    );
  });
}

async function loop(seat: Seat, options: DirectOptions, signal: AbortSignal): Promise<void> {
  const random = seededRandom(`${options.seed} direct ${seat.service} ${seat.node}`);
  const underWay = new Set<Promise<void>>();
  for (;;) {
    const goesOn = await pause(-Math.log(1 - random()) * MEAN_MS, true, { signal }).catch(() => false);
    if (!goesOn) break;
    const one = probe(seat, options).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
}

async function probe(
  { service, node, address, asked }: Seat,
  { profile, clock, record }: DirectOptions,
): Promise<void> {
  const sent = clock.now();
  const told = await ask(asked, address, profile.timeoutSeconds * 1000);
  const ms = told.status === null ? null : (clock.now() - sent) / 1000;
  record({ event: 'direct', service, node, sent, ms, ...told });
}
