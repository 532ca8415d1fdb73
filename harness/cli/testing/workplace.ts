import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Act } from '../../journal/index.ts';
import { Judgement } from '../../judge/index.ts';
import { faultsOf } from '../../judge/testing/index.ts';
import { Plan } from '../../plan/index.ts';
import { type Outcome, Running } from './running.ts';

/** The command as a user runs it: its own process, its own working folder. */

const COMMAND = fileURLToPath(new URL('../../../bin/unbroken', import.meta.url));

interface Terminal {
  readonly columns: number;
  readonly rows: number;
  /** A command that runs the command. */
  readonly under?: 'nohup';
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

  /**
   * On a terminal of its own, as a person has it. All that it shows comes as stderr. To kill what comes back closes the
   * terminal; `exitCode` is there once the command has ended, whatever became of its terminal.
   */
  startOnTerminal({ columns, rows, under }: Terminal, ...args: string[]): Running {
    // As an interactive shell does, it hands on that its terminal is closed, and other than that one it stays to see the end.
    const line = `stty columns ${columns} rows ${rows}; exec 3<&0; trap 'closed=1; kill -HUP $!' HUP
      ${under ?? ''} ${[COMMAND, ...args].join(' ')} <&3 3<&- &
      wait $!; code=$?; [ -z "$closed" ] || { wait $!; code=$?; }
      echo $code >exit-code; exit $code`;
    const env = { ...process.env, CI: '', TERM: 'xterm' };
    return new Running(
      spawn('sh', ['-c', 'exec script -qefc "$1" /dev/null >&2', 'sh', line], { cwd: this.folder, env }),
    );
  }

  /** Of the command on a terminal. */
  get exitCode(): number | undefined {
    const file = join(this.folder, 'exit-code');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return text.endsWith('\n') ? Number(text) : undefined;
  }

  startWith(environment: Record<string, string>, ...args: string[]): Running {
    return this.#spawn(args, environment);
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

  /** Step of the only run's plan → what it does. */
  get acts(): Map<string, Act> {
    const plan = Plan.parse(JSON.parse(readFileSync(join(this.runFolder, 'plan.json'), 'utf8')));
    return new Map(plan.stages.flatMap(({ steps }) => steps.map(({ id, act }) => [id, act])));
  }

  /** As it was published, too. */
  get verdict(): Judgement {
    const verdict: unknown = JSON.parse(readFileSync(join(this.runFolder, 'verdict.json'), 'utf8'));
    const [fault] = faultsOf(verdict);
    if (fault !== undefined) throw new Error(`expected what docs/verdict.schema.json says, got ${fault}`);
    return Judgement.parse(verdict);
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
