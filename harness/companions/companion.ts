import { setTimeout as pause } from 'node:timers/promises';
import type { Lab, LabDescription } from '../../lab/index.ts';
import type { Knock, Look, Profile } from '../../traffic/index.ts';
import { Caller, credentialsOf, targetsOf } from '../calls/index.ts';
import { type Calls, liveThrough, neededBy, traced } from '../cycles/index.ts';
import type { Clock, Happening } from '../journal/index.ts';
import { type Beats, beat } from './beats.ts';
import { type Answer, knock } from './knock.ts';
import { isPlain, look } from './look.ts';

export interface Situation {
  readonly profile: Profile;
  readonly lab: LabDescription;
  readonly nodes: Lab['nodes'];
  readonly run: string;
  readonly clock: Clock;
  readonly record: (happening: Happening) => void;
  /** Gives up beginning where it waits. */
  readonly signal: AbortSignal;
}

type Description = Profile['companions'][string];
type Refusal = { readonly ok: false; readonly why: string };
/** Undefined: it could not be asked. */
type Ask = () => Promise<Answer | undefined>;
/** Of whom is asked, and how. */
type Found = { readonly ok: true; readonly whom: string; readonly ask: Ask } | Refusal;

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
    this.#probing = beat(this.#description.probe.everyMs, () => this.#probe(found.ask));
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
    const { signal } = this.#situation;
    const { begin, probe } = this.#description;
    const begun = await this.#lead(begin, signal);
    if (begun.outcome === 'failed') return { ok: false, why: begun.why };
    const found = 'host' in probe ? this.#knocking(probe) : this.#looking(probe);
    if (!found.ok) return found;
    const answer = await this.#untilItAnswers(found.ask);
    if (!answer) return { ok: false, why: `${found.whom}: it could not be asked` };
    return answer.ok ? found : { ok: false, why: `${found.whom}: ${answer.why}` };
  }

  #knocking(probe: Knock): Found {
    const host = this.#caller.fill(probe.host);
    if (!host.ok) return unusable(host.variable);
    const door = { ...probe, host: host.text, port: probe.port ?? this.#situation.lab.guests?.port ?? 22 };
    return { ok: true, whom: `${door.host}:${door.port}`, ask: () => knock(door) };
  }

  #looking({ service, node: on, from, reaches, timeoutMs }: Look): Found {
    const { lab, nodes } = this.#situation;
    const filled: string[] = [];
    for (const text of [on, from, ...reaches]) {
      const its = this.#caller.fill(text);
      if (!its.ok) return unusable(its.variable);
      filled.push(its.text);
    }
    const [name = '', id = '', ...addresses] = filled;
    const odd = [id, ...addresses].find((text) => !isPlain(text));
    if (odd !== undefined) return { ok: false, why: `probe: expected an id or an address, got ${JSON.stringify(odd)}` };
    const template = lab.services[service]?.commands.reaches;
    const node = nodes.get(name);
    if (template === undefined || !node)
      return { ok: false, why: `probe: this lab has no ${node ? `way to look from ${service}` : `node "${name}"`}` };
    const command = addresses
      .map((address) => `{ ${template.replaceAll('{from}', id).replaceAll('{address}', address)}\n}`)
      .join(' && ');
    return { ok: true, whom: `${id} on ${name}`, ask: () => look({ node, command, timeoutMs }) };
  }

  /** A server that is active has been switched on, a router that is active has been asked for: no more. */
  async #untilItAnswers(ask: Ask): Promise<Answer | undefined> {
    const deadline = performance.now() + this.#description.probe.withinSeconds * 1000;
    for (;;) {
      const answer = await ask();
      if (answer?.ok || performance.now() > deadline || this.#situation.signal.aborted) return answer;
      await pause(AGAIN_MS);
    }
  }

  async #probe(ask: Ask): Promise<void> {
    const { clock, record } = this.#situation;
    const sent = clock.now();
    const answer = await ask();
    if (!answer) return;
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

const unusable = (variable: string): Refusal => ({ ok: false, why: `probe: no usable value for \${${variable}}` });
