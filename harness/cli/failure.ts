import { LabError } from '../../lab/index.ts';
import { TrafficError } from '../../traffic/index.ts';
import { UsageError } from '../error.ts';
import { StepError } from '../strategy/index.ts';

/** What we foresaw: the user's input or the user's lab. Everything else is a bug of ours. */
function isForeseen(error: unknown): error is Error & { fix?: string | undefined } {
  return (
    error instanceof UsageError ||
    error instanceof LabError ||
    error instanceof TrafficError ||
    error instanceof StepError
  );
}

export function exitCodeFor(error: unknown): number {
  return isForeseen(error) ? 64 : 70;
}

export function explain(error: unknown, verbose: boolean): string {
  if (verbose) return `${error instanceof Error ? error.stack : String(error)}\n`;
  if (isForeseen(error))
    return `unbroken: ${error.message}\n${'fix' in error && error.fix ? `  → ${error.fix}\n` : ''}`;
  const message = error instanceof Error ? error.message : String(error);
  return `unbroken: unexpected: ${message}\n  → this is a bug in unbroken; the same command with --verbose shows where\n`;
}
