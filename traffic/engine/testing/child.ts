import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A process of its own for a test, which prints one line when it is ready. */
export interface Child extends AsyncDisposable {
  readonly process: ChildProcess;
  /** The line it printed. */
  readonly said: string;
}

export async function startChild(code: string): Promise<Child> {
  const child = spawn(process.execPath, ['-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [said] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    gone.then(() => Promise.reject(new Error('the process ended before it was ready'))),
  ]);
  return {
    process: child,
    said,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Kills it with a signal and waits for its end. */
export async function killed(child: Child, signal: NodeJS.Signals): Promise<void> {
  const gone = once(child.process, 'exit');
  child.process.kill(signal);
  await gone;
}
