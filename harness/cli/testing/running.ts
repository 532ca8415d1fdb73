import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Running {
  readonly #child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  #stdout = '';
  #stderr = '';
  readonly #waiting = new Set<() => void>();

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdout += chunk.toString();
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr += chunk.toString();
      for (const look of this.#waiting) look();
    });
    this.outcome = once(child, 'close').then(([code]) => ({ code, stdout: this.#stdout, stderr: this.#stderr }));
  }

  get pid(): number {
    return this.#child.pid!;
  }

  /** Resolves as soon as the command has said this on stderr; rejects when it ended without. */
  async says(pattern: RegExp): Promise<RegExpMatchArray> {
    const said = new Promise<RegExpMatchArray>((resolve) => {
      const look = (): void => {
        const match = this.#stderr.match(pattern);
        if (!match) return;
        this.#waiting.delete(look);
        resolve(match);
      };
      this.#waiting.add(look);
      look();
    });
    const ended = this.outcome.then(({ stderr }) => {
      const match = stderr.match(pattern);
      if (!match) throw new Error(`ended without saying ${pattern}:\n${stderr}`);
      return match;
    });
    return Promise.race([said, ended]);
  }

  /** As `| head` does, which has seen enough. */
  stopReading(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
