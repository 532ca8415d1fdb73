import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Judgement } from '../../judge/index.ts';

/** The command as a user runs it: its own process, its own working folder. */

const COMMAND = fileURLToPath(new URL('../../../bin/unbroken', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export class Workplace implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));

  async run(...args: string[]): Promise<Outcome> {
    return this.start(...args).outcome;
  }

  async runWith(environment: Record<string, string>, ...args: string[]): Promise<Outcome> {
    return this.#spawn(args, environment).outcome;
  }

  start(...args: string[]): Running {
    return this.#spawn(args, {});
  }

  #spawn(args: readonly string[], environment: Record<string, string>): Running {
    return new Running(
      spawn(COMMAND, args, { cwd: this.folder, env: { ...process.env, CI: 'true', FORCE_COLOR: '0', ...environment } }),
    );
  }

  /** The only run folder that was made here. */
  get runFolder(): string {
    const [only, ...more] = readdirSync(join(this.folder, 'runs'));
    if (only === undefined || more.length > 0)
      throw new Error(`expected one run folder, found ${more.length + (only ? 1 : 0)}`);
    return join(this.folder, 'runs', only);
  }

  get verdict(): Judgement {
    return Judgement.parse(JSON.parse(readFileSync(join(this.runFolder, 'verdict.json'), 'utf8')));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
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
  async says(pattern: RegExp): Promise<void> {
    const said = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!pattern.test(this.#stderr)) return;
        this.#waiting.delete(look);
        resolve();
      };
      this.#waiting.add(look);
      look();
    });
    const ended = this.outcome.then(({ stderr }) => {
      if (!pattern.test(stderr)) throw new Error(`ended without saying ${pattern}:\n${stderr}`);
    });
    await Promise.race([said, ended]);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}
