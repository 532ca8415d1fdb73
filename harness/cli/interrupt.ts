export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
  sayOnSecond(advice: string): void;
}

/**
 * The first SIGINT or SIGTERM asks the run to end: it puts everything back and still writes its report. The second one
 * ends at once, and says how to put back what is left.
 */
export function interruptible(): Interrupt {
  const asked = new AbortController();
  let advice = 'nothing was changed yet';
  const onSignal = (): void => {
    if (asked.signal.aborted) {
      process.stderr.write(`\nended at once: ${advice}\n`);
      process.exit(130);
    }
    process.stderr.write('\ninterrupted: putting everything back, then reporting; once more ends at once\n');
    asked.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: asked.signal,
    sayOnSecond(text) {
      advice = text;
    },
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
