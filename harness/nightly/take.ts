import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** How a job came to its end. */
export interface Taken {
  readonly state: 'ended' | 'timed-out' | 'interrupted';
  /** null: ended by a signal. */
  readonly code: number | null;
  readonly seconds: number;
}

export interface Taking {
  /** Gets all that it says. */
  readonly output: string;
  readonly limitMs: number;
  /** For putting everything back, after the limit or an interruption. Then it is killed. */
  readonly graceMs: number;
  readonly signal: AbortSignal;
  readonly began: (pid: number) => void;
}

/** A process of its own, as a user would start it. Whatever ends it early, it puts back what it changed before it is over. */
export async function take(
  command: readonly string[],
  { output, limitMs, graceMs, signal, began }: Taking,
): Promise<Taken> {
  const start = performance.now();
  const file = openSync(output, 'w');
  const [program = '', ...words] = command;
  const child = spawn(program, words, {
    stdio: ['ignore', file, file],
    // Ctrl-C at a terminal reaches a whole group: whether and when this one is told is decided here.
    detached: true,
    env: { ...process.env, CI: 'true', GITHUB_ACTIONS: '', GITHUB_STEP_SUMMARY: '' },
  });
  closeSync(file);
  const over = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (child.pid !== undefined) began(child.pid);
  let state: Taken['state'] = 'ended';
  let killing: NodeJS.Timeout | undefined;
  const end = (why: Taken['state']): void => {
    if (state !== 'ended') return;
    state = why;
    child.kill('SIGINT');
    killing = setTimeout(() => child.kill('SIGKILL'), graceMs);
  };
  const limit = setTimeout(() => end('timed-out'), limitMs);
  const onAbort = (): void => end('interrupted');
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  try {
    const code = await over;
    return { state, code, seconds: Math.round((performance.now() - start) / 100) / 10 };
  } finally {
    clearTimeout(limit);
    clearTimeout(killing);
    signal.removeEventListener('abort', onAbort);
  }
}
