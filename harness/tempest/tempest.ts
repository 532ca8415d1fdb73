import { type EventOf, type Happening, type JournalEvent, TEMPEST } from '../journal/index.ts';
import { causeOf, endErrand, Interrupted, type Reach, StepError } from '../strategy/index.ts';
import type { TempestOrder, When } from './order.ts';
import { type RoundEnd, runRound } from './round.ts';
import type { TestResult } from './subunit/index.ts';

export interface TempestOptions {
  readonly reach: Reach;
  readonly run: string;
  readonly record: (happening: Happening) => void;
  readonly happened: () => readonly JournalEvent[];
  /** Takes secrets out of what tests say. */
  readonly clean: (text: string) => string;
}

const MESSAGE_LIMIT = 1_500;

/** Runs Tempest for a run: once and waited for, or again and again beside the steps. */
export class Tempest implements AsyncDisposable {
  readonly #options: TempestOptions;
  #beside:
    | { readonly order: TempestOrder; readonly ending: AbortController; over: boolean; done: Promise<void> }
    | undefined;

  constructor(options: TempestOptions) {
    this.#options = options;
  }

  /** All that is wanted, once. That it can't be run is nobody's fault but the experiment's. */
  async once(when: 'before' | 'after', order: TempestOrder, signal: AbortSignal): Promise<void> {
    if (when === 'before') this.#tellExcluded(order);
    const { why } = await this.#round(when, order, signal);
    if (signal.aborted) throw new Interrupted();
    if (why !== undefined)
      throw new StepError('tempest-broken', 'experiment', `Tempest on ${order.node} did not run its tests: ${why}`);
  }

  /** From now on again and again, until it is told to end. */
  async begin(order: TempestOrder): Promise<void> {
    await this.stop();
    const ending = new AbortController();
    const beside = { order, ending, over: false, done: Promise.resolve() };
    this.#beside = beside;
    beside.done = this.#again(beside);
  }

  /** Lets the round that is under way come to its end. */
  async end(signal: AbortSignal): Promise<void> {
    const beside = this.#beside;
    if (!beside) return;
    beside.over = true;
    const give = () => beside.ending.abort();
    signal.addEventListener('abort', give, { once: true });
    if (signal.aborted) give();
    await beside.done;
    signal.removeEventListener('abort', give);
    this.#beside = undefined;
    if (signal.aborted) throw new Interrupted();
  }

  /** At once. */
  async stop(node?: string): Promise<void> {
    const beside = this.#beside;
    beside?.ending.abort();
    await beside?.done;
    this.#beside = undefined;
    if (node !== undefined) await this.#endAll(this.#left(), node);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #again(beside: { readonly order: TempestOrder; readonly ending: AbortController; over: boolean }) {
    const { order, ending } = beside;
    while (!beside.over && !ending.signal.aborted) {
      const { why } = await this.#round('during', order, ending.signal);
      // It would break in the same way again and again.
      if (why !== undefined) return;
    }
  }

  async #round(when: When, order: TempestOrder, signal: AbortSignal): Promise<RoundEnd> {
    const { record, reach, run } = this.#options;
    const left = this.#left();
    const round = 1 + Math.max(0, ...this.#rounds().map((event) => event.round));
    // Said before it is begun: whoever comes after a kill knows its name.
    record({ event: 'tempest', when, round, state: 'begun' });
    const onResult = (result: TestResult) => record({ event: 'check', when, ...this.#check(result) });
    const end = await this.#endAll(left, order.node)
      .then(() => runRound({ reach, run, ticket: ticketOf(round), order, signal, onResult }))
      .catch((error): RoundEnd => ({ tests: 0, why: causeOf(error).message }));
    const why = end.why === undefined ? {} : { why: this.#told(end.why) };
    record({
      event: 'tempest',
      when,
      round,
      state: end.why === undefined ? 'ended' : 'broken',
      tests: end.tests,
      ...why,
    });
    return { ...end, ...why };
  }

  #check({ test, outcome, milliseconds, why }: TestResult) {
    return {
      name: nameOf(test),
      file: TEMPEST,
      outcome,
      milliseconds: Math.round(milliseconds),
      ...(why === null ? {} : { error: this.#told(why) }),
    };
  }

  /** The end of a traceback says what happened. */
  #told(text: string): string {
    return this.#options.clean(text).slice(-MESSAGE_LIMIT);
  }

  #tellExcluded({ exclude }: TempestOrder): void {
    for (const { test, why } of exclude)
      this.#options.record({
        ...{ event: 'check', when: 'before', name: test, file: TEMPEST, outcome: 'skipped', milliseconds: 0 },
        error: `left out: ${why}`,
      });
  }

  /** What a harness that is gone has begun. It ends by itself, but later. */
  #left(): number[] {
    const over = this.#rounds().flatMap(({ state, round }) => (state === 'begun' ? [] : [round]));
    return this.#rounds().flatMap(({ round }) => (over.includes(round) ? [] : [round]));
  }

  async #endAll(rounds: readonly number[], node: string): Promise<void> {
    const { reach, run } = this.#options;
    for (const round of rounds) await endErrand(reach, { run, node, ticket: ticketOf(round) });
  }

  #rounds(): EventOf<'tempest'>[] {
    return this.#options.happened().filter((event) => event.event === 'tempest');
  }
}

const ticketOf = (round: number): string => `tempest-${round}`;

/** Behind it stand attributes, which say nothing of which test it is. */
const nameOf = (test: string): string => test.replace(/\[[^\]]*\]$/, '');
