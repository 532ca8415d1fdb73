import type { Cause, Happening, JournalEvent } from '../journal/index.ts';
import type { Step } from '../plan/index.ts';
import type { Ended } from './execute.ts';
import { type Allowance, Tripwire, type Violation } from './tripwire.ts';
import { isPointOfNoReturn } from './way-back.ts';

export const ANSWERS = ['continue', 'halt', 'rollback', 'ask'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Who watches a run while it goes on, and what is done about what they see. */
export interface Supervision {
  readonly allowance: Allowance;
  readonly onViolation: Answer;
  /** Steps before which a person, or a flag that stands for one, must say yes. */
  readonly pauseBefore: readonly string[];
  /** Absent: there is nobody to ask. `who` is journalled. */
  readonly person?: Person | undefined;
}

export interface Person {
  readonly who: string;
  confirms(step: Step, why: string): Promise<boolean>;
  decides(message: string): Promise<Exclude<Answer, 'ask'>>;
}

/** Halts at the end of the moment: what waits is given up, what is being changed is changed to its end. */
export class Supervisor {
  readonly #supervision: Supervision;
  readonly #record: (happening: Happening) => void;
  readonly #tripwire: Tripwire;
  readonly #halting = new AbortController();
  #open: Violation | undefined;
  #fatal: { readonly violation: Violation; readonly answer: 'halt' | 'rollback' } | undefined;

  constructor(supervision: Supervision, record: (happening: Happening) => void) {
    this.#supervision = supervision;
    this.#record = record;
    this.#tripwire = new Tripwire(supervision.allowance);
  }

  get halting(): AbortSignal {
    return this.#halting.signal;
  }

  /** Whether what was done is to be taken back. */
  get takesBack(): boolean {
    return this.#fatal?.answer === 'rollback';
  }

  see(event: JournalEvent): void {
    const { onViolation, person } = this.#supervision;
    // Nothing is looked for that nobody would act on.
    if (onViolation === 'continue' || this.#fatal) return;
    const violation = this.#tripwire.look(event);
    if (!violation) return;
    if (onViolation === 'ask' && person) this.#open ??= violation;
    else this.#answer(violation, onViolation === 'rollback' ? 'rollback' : 'halt');
  }

  /** The end of the run, if this step is not to be begun. */
  async beforeStep(step: Step): Promise<Ended | undefined> {
    const { person, pauseBefore } = this.#supervision;
    if (this.#open && person) {
      const violation = this.#open;
      this.#open = undefined;
      this.#answer(violation, await person.decides(violation.message));
    }
    if (this.#fatal) return this.#ended();
    const asked = pauseBefore.includes(step.id) || isPointOfNoReturn(step);
    if (!asked || !person) return undefined;
    const why = isPointOfNoReturn(step) ? 'there is no way back after it' : 'as --pause-before asks';
    const yes = await person.confirms(step, why);
    this.#record({ event: 'confirmed', step: step.id, answer: yes ? 'yes' : 'no', who: person.who });
    return yes ? undefined : { ended: 'interrupted' };
  }

  /** What looks like an interruption is the violation that it was given up for. */
  explain(ended: Ended): Ended {
    return ended.ended === 'interrupted' && this.#fatal ? this.#ended() : ended;
  }

  #answer(violation: Violation, answer: 'halt' | 'rollback' | 'continue'): void {
    if (answer !== 'continue') this.#fatal = { violation, answer };
    this.#record({ event: 'violation', ...violation, answer });
    if (this.#fatal) this.#halting.abort();
  }

  #ended(): Ended {
    const { trigger, message } = this.#fatal!.violation;
    const blame: Cause['blame'] = trigger === 'instrument' ? 'experiment' : 'upgrade';
    return { ended: 'failed', cause: { code: `violation-${trigger}`, message, blame } };
  }
}
