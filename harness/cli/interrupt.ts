import { outlivesHangup } from './unattended.ts';

export interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
  sayOnSecond(advice: string): void;
  /** Until it is disposed of, what there is to say is said by whoever draws on the terminal. */
  sayThrough(voice: (text: string) => void): Disposable;
}

const write = (text: string): void => void process.stderr.write(`\n${text}\n`);

/**
 * The first SIGINT or SIGTERM asks the run to end: it puts everything back and still writes its report. The second one
 * ends at once, and says how to put back what is left. A terminal that is closed asks likewise, but for putting back: it
 * may signal twice, once by its shell and once by the system.
 */
export function interruptible(): Interrupt {
  const asked = new AbortController();
  let advice = 'nothing was changed yet';
  let say = write;
  const onSignal = (): void => {
    if (asked.signal.aborted) {
      say(`ended at once: ${advice}`);
      process.exit(130);
    }
    say('interrupted: putting everything back, then reporting; once more ends at once');
    asked.abort();
  };
  const onHangup = (): void => {
    if (!asked.signal.aborted) onSignal();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  if (!outlivesHangup()) process.on('SIGHUP', onHangup);
  return {
    signal: asked.signal,
    sayOnSecond(text) {
      advice = text;
    },
    sayThrough(voice) {
      say = voice;
      return {
        [Symbol.dispose]() {
          say = write;
        },
      };
    },
    [Symbol.dispose]() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
      process.off('SIGHUP', onHangup);
    },
  };
}
