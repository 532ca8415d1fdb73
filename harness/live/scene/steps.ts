import type { EventOf, JournalEvent } from '../../journal/index.ts';
import type { Plan } from '../../plan/index.ts';

export interface StepInScene {
  readonly id: string;
  readonly title: string;
  /** `put-back`: it was done, and what it did is undone. */
  readonly state: 'waiting' | 'going' | 'done' | 'failed' | 'interrupted' | 'put-back';
  /** µs since the run's base. */
  readonly from: number | null;
  readonly to: number | null;
  /** Requests that went wrong meanwhile, as far as the recorder's pulses tell. */
  readonly bad: number;
  readonly why: string | null;
}

/** Where a run stands in its plan. What the plan does not know, ways back, comes after it. */
export class Steps {
  readonly #steps = new Map<string, StepInScene>();
  readonly #owners = new Map<number, string>();
  #current: string | undefined;
  #badBefore = 0;
  /** Undos are taken now. */
  puttingBack = false;

  constructor({ stages }: Plan) {
    for (const { id, title } of stages.flatMap(({ steps }) => steps))
      this.#steps.set(id, { id, title, state: 'waiting', from: null, to: null, bad: 0, why: null });
  }

  get all(): readonly StepInScene[] {
    return [...this.#steps.values()];
  }

  get current(): StepInScene | undefined {
    return this.#current === undefined ? undefined : this.#steps.get(this.#current);
  }

  /** `bad`: all requests that went wrong until now. */
  see(event: JournalEvent, bad: number): void {
    if (event.event === 'step-started') this.#begin(event, bad);
    else if (event.event === 'step-ended') this.#end(event, bad);
    else if (event.event === 'pulse') this.#change(this.#current, { bad: bad - this.#badBefore });
    else if (event.event === 'undo-registered') this.#owners.set(event.undo, this.#current ?? '');
    else if (event.event === 'undo-started') this.puttingBack = true;
    else if (event.event === 'undo-ended') {
      this.puttingBack = false;
      if (!event.cause) this.#change(this.#owners.get(event.undo), { state: 'put-back' });
    }
  }

  #begin({ t, step, title }: EventOf<'step-started'>, bad: number): void {
    this.#current = step;
    this.#badBefore = bad;
    const known = this.#steps.get(step) ?? { id: step, title: title ?? step };
    this.#steps.set(step, { ...known, state: 'going', from: t, to: null, bad: 0, why: null });
  }

  #end({ t, step, outcome, cause }: EventOf<'step-ended'>, bad: number): void {
    const change = { state: outcome, to: t, why: cause?.message ?? null };
    this.#change(step, this.#current === step ? { ...change, bad: bad - this.#badBefore } : change);
    this.#current = undefined;
  }

  #change(id: string | undefined, change: Partial<StepInScene>): void {
    const step = this.#steps.get(id ?? '');
    if (step) this.#steps.set(step.id, { ...step, ...change });
  }
}
