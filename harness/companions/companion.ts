import { setTimeout as pause } from 'node:timers/promises';
import type { LabDescription } from '../../lab/index.ts';
import type { Profile } from '../../traffic/index.ts';
import { Caller, credentialsOf, targetsOf } from '../calls/index.ts';
import { type Calls, liveThrough, neededBy, traced } from '../cycles/index.ts';
import type { Clock, Happening } from '../journal/index.ts';
import { type Beats, beat } from './beats.ts';
import { type Answer, type Door, knock } from './knock.ts';

export interface Situation {
  readonly profile: Profile;
  readonly lab: LabDescription;
  readonly run: string;
  readonly clock: Clock;
  readonly record: (happening: Happening) => void;
  /** Gives up beginning where it waits. */
  readonly signal: AbortSignal;
}

type Description = Profile['companions'][string];
type Found = { readonly ok: true; readonly door: Door } | { readonly ok: false; readonly why: string };

const AGAIN_MS = 200;

/** Something that is made, is asked again and again whether it is there, and is taken away. */
export class Companion {
  readonly #name: string;
  readonly #description: Description;
  readonly #situation: Situation;
  readonly #caller: Caller;
  readonly #traced: Calls;
  readonly #mark: string;
  #probing: Beats | undefined;

  constructor(name: string, description: Description, situation: Situation) {
    const { profile, lab, run } = situation;
    this.#name = name;
    this.#description = description;
    this.#situation = situation;
    const mark = `${run}-${name}`;
    const given = credentialsOf(lab);
    this.#mark = mark;
    this.#caller = new Caller(profile, targetsOf(lab), { ...given, mark });
    this.#traced = traced(this.#caller, neededBy(description.end, profile, Object.keys(given)), (variables) =>
      situation.record({ event: 'made', by: 'companion', name, mark, variables }),
    );
  }

  async begin(): Promise<void> {
    const found = await this.#find();
    if (!found.ok) return this.#tell('failed', found.why);
    this.#tell('begun');
    this.#probing = beat(this.#description.probe.everyMs, () => this.#probe(found.door));
  }

  async end(): Promise<void> {
    await this.#probing?.stop();
    // What was made only in part is taken away as well.
    const end = await this.#lead(this.#description.end, new AbortController().signal);
    if (end.outcome === 'ok') this.#situation.record({ event: 'unmade', mark: this.#mark });
    if (!this.#probing) return;
    if (end.outcome === 'ok') this.#tell('ended');
    else this.#tell('failed', end.why);
  }

  async #find(): Promise<Found> {
    const { signal, lab } = this.#situation;
    const { begin, probe } = this.#description;
    const begun = await this.#lead(begin, signal);
    if (begun.outcome === 'failed') return { ok: false, why: begun.why };
    const host = this.#caller.fill(probe.host);
    if (!host.ok) return { ok: false, why: `probe: no usable value for \${${host.variable}}` };
    const door = { ...probe, host: host.text, port: probe.port ?? lab.guests?.port ?? 22 };
    const answer = await this.#untilItAnswers(door);
    return answer.ok ? { ok: true, door } : { ok: false, why: `${door.host}:${door.port}: ${answer.why}` };
  }

  /** A server that is active has been switched on, no more. */
  async #untilItAnswers(door: Door): Promise<Answer> {
    const deadline = performance.now() + this.#description.probe.withinSeconds * 1000;
    for (;;) {
      const answer = await knock(door);
      if (answer.ok || performance.now() > deadline || this.#situation.signal.aborted) return answer;
      await pause(AGAIN_MS);
    }
  }

  async #probe(door: Door): Promise<void> {
    const { clock, record } = this.#situation;
    const sent = clock.now();
    const answer = await knock(door);
    const ms = answer.ok ? (clock.now() - sent) / 1000 : null;
    record({ event: 'probe', companion: this.#name, sent, ms, ...answer });
  }

  /** Each time with a log-in of its own: a token from before the upgrade need not live through it. */
  #lead(steps: Description['begin'], signal: AbortSignal) {
    const login = this.#situation.profile.login.map((call) => ({ call }));
    return liveThrough(steps.length > 0 ? [...login, ...steps] : [], this.#traced, signal);
  }

  #tell(state: 'begun' | 'failed' | 'ended', why?: string): void {
    this.#situation.record({ event: 'companion', companion: this.#name, state, ...(why === undefined ? {} : { why }) });
  }
}
