import type { Packet, State } from './packet.ts';

/** What became of one test. */
export interface TestResult {
  readonly test: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly milliseconds: number;
  /** Why it failed or was skipped. */
  readonly why: string | null;
}

interface Open {
  begun: number | null;
  /** Was it seen to begin? What only a class has to say never does. */
  runs: boolean;
  last: number | null;
  readonly told: Map<string, string>;
}

const OUTCOMES: Partial<Record<State, TestResult['outcome']>> = {
  success: 'passed',
  // It fails as its author said that it would.
  xfail: 'passed',
  fail: 'failed',
  uxsuccess: 'failed',
  skip: 'skipped',
};

/** Logs of whole conversations come by as well. Only these say why. */
const REASONS = ['reason', 'traceback'];

const MOST_OPEN = 10_000;
const KEPT_CHARACTERS = 8_000;
const LONGEST_NAME = 1_000;

/** Puts packets together to results, test by test. A bounded share is kept of what tests say, however much that is. */
export class Results {
  readonly #open = new Map<string, Open>();

  /** The result that this packet completes, if it does. */
  take({ test, state, time, file }: Packet): TestResult | undefined {
    if (test === null || test === '') return undefined;
    const name = test.slice(0, LONGEST_NAME);
    const open = this.#opened(name);
    open.begun ??= time;
    open.last = time ?? open.last;
    if (state === 'inprogress') Object.assign(open, { runs: true, begun: time });
    if (file && REASONS.includes(kindOf(file.name))) keep(open.told, kindOf(file.name), file.bytes);
    const outcome = state && OUTCOMES[state];
    if (!outcome) return undefined;
    this.#open.delete(name);
    const milliseconds = Math.max(0, (open.last ?? 0) - (open.begun ?? 0));
    return { test: name, outcome, milliseconds, why: outcome === 'passed' ? null : whyOf(open.told, state) };
  }

  /** Tests that were begun, and of which no end is known. */
  get unfinished(): string[] {
    return [...this.#open].filter(([, { runs }]) => runs).map(([test]) => test);
  }

  #opened(test: string): Open {
    const known = this.#open.get(test);
    if (known) return known;
    // The oldest goes: an honest stream has as many open as there are workers.
    if (this.#open.size >= MOST_OPEN) this.#open.delete(this.#open.keys().next().value!);
    const open: Open = { begun: null, runs: false, last: null, told: new Map() };
    this.#open.set(test, open);
    return open;
  }
}

/** Several of one test are called `traceback-1`, `traceback-2`. */
const kindOf = (name: string): string => name.replace(/-\d+$/, '');

/** The end says most of a traceback. */
function keep(told: Map<string, string>, name: string, bytes: Uint8Array): void {
  const more = new TextDecoder().decode(bytes.subarray(-4 * KEPT_CHARACTERS));
  told.set(name, ((told.get(name) ?? '') + more).slice(-KEPT_CHARACTERS));
}

function whyOf(told: ReadonlyMap<string, string>, state: State): string {
  const said = REASONS.flatMap((name) => told.get(name)?.trim() || []).join('\n');
  if (said !== '') return said;
  return state === 'uxsuccess' ? 'it passed, and was expected to fail' : 'it gave no reason';
}
