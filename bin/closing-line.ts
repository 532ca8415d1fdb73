import type { Reporter, Suite } from '@playwright/test/reporter';

/** Ends a test run with one plain line that any machine can read. */
export default class ClosingLine implements Reporter {
  #suite: Suite | undefined;

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
    process.stdout.write(skipped > 0 ? `${line}, ${skipped} skipped\n` : `${line}\n`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
