import { setTimeout as pause } from 'node:timers/promises';
import type { LabDescription } from '../../lab/index.ts';
import { type Profile, seededRandom } from '../../traffic/index.ts';
import { Caller, credentialsOf, targetsOf } from '../calls/index.ts';
import type { Clock, EventOf, Happening } from '../journal/index.ts';
import { liveThrough } from './life.ts';
import { endOf, neededBy, traced } from './traces.ts';

export interface CyclesOptions {
  readonly profile: Profile;
  readonly lab: LabDescription;
  readonly run: string;
  readonly seed: number;
  readonly clock: Clock;
  readonly record: (happening: Happening) => void;
}

export interface Cycles extends AsyncDisposable {
  /** Begins no more, and waits for those that are under way: each has its own limits. */
  stop(): Promise<void>;
}

/**
 * Users who want something done and wait for it: create, use, delete. The first life of each kind begins at once, so that it
 * can be over before anything is touched, every other at its own random moment, whatever others are waiting for. What the
 * API accepted and nobody ever did shows here, and nowhere in the status of an answer.
 */
export function startCycles(options: CyclesOptions): Cycles {
  const ending = new AbortController();
  const lives = new Set<Promise<void>>();
  const loops = Object.entries(options.profile.cycles).map(async ([name, cycle]) => {
    const random = seededRandom(`${options.seed} ${name}`);
    for (let number = 1; ; number++) {
      const life = begin(name, number, options);
      lives.add(life);
      void life.finally(() => lives.delete(life));
      // Never long without one: what was watched for a while has met some of each kind.
      const wait = ((0.5 + random()) / cycle.rate) * 1000;
      const goesOn = await pause(wait, true, { signal: ending.signal }).catch(() => false);
      if (!goesOn) return;
    }
  });
  const stop = async (): Promise<void> => {
    ending.abort();
    await Promise.all(loops);
    await Promise.all(lives);
  };
  return { stop, [Symbol.asyncDispose]: stop };
}

async function begin(name: string, number: number, { profile, lab, run, clock, record }: CyclesOptions): Promise<void> {
  const started = clock.now();
  const mark = `${run}-${name}-${number}`;
  const caller = new Caller(profile, targetsOf(lab), { ...credentialsOf(lab), mark });
  const life = profile.cycles[name]?.steps ?? [];
  const steps = [...profile.login.map((call) => ({ call })), ...life];
  const needed = neededBy(endOf(life, profile), profile, Object.keys(credentialsOf(lab)));
  const told = traced(caller, needed, (variables) => record({ event: 'made', by: 'cycle', name, mark, variables }));
  let accepted: EventOf<'cycle'>['accepted'];
  const end = await liveThrough(steps, told, new AbortController().signal, (call, request) => {
    accepted = { call, t: clock.now(), ...(request === undefined ? {} : { request }) };
  });
  // A call that failed says by itself when that was: what had been accepted before it was done.
  const isUndone = end.outcome === 'failed' && life.some((step) => 'until' in step && step.until === end.at);
  record({
    event: 'cycle',
    ...{ cycle: name, number, mark, started },
    ...end,
    ...(isUndone && accepted ? { accepted } : {}),
  });
}
