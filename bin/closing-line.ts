import type { Reporter, Suite } from '@playwright/test/reporter';

interface Options {
  /** Files of tests that this machine has not what it takes for. */
  readonly notRun?: readonly string[];
  readonly enable?: string;
}

/** Ends a test run with one plain line that any machine can read. */
export default class ClosingLine implements Reporter {
  readonly #options: Options;
  #suite: Suite | undefined;

  constructor(options: Options = {}) {
    this.#options = options;
  }

  onBegin(_config: unknown, suite: Suite): void {
    this.#suite = suite;
  }

  onEnd(): void {
    const outcomes = (this.#suite?.allTests() ?? []).map((test) =>
      test.results.length === 0 ? 'skipped' : test.outcome(),
    );
    const count = (outcome: string): number => outcomes.filter((one) => one === outcome).length;
    const skipped = count('skipped');
    const line = `${count('expected')} passed, ${count('unexpected') + count('flaky')} failed`;
    process.stdout.write(this.#notRun());
    process.stdout.write(skipped > 0 ? `${line}, ${skipped} skipped\n` : `${line}\n`);
  }

  /** Nobody misses them who asked for pure tests only. */
  #notRun(): string {
    const { notRun = [], enable } = this.#options;
    const wanted = this.#suite?.suites.some((project) => project.title === 'real');
    if (!wanted || notRun.length === 0) return '';
    return `not run, as there is no container engine: ${notRun.join(', ')}\n  to run them: ${enable}\n`;
  }

  printsToStdio(): boolean {
    return true;
  }
}
