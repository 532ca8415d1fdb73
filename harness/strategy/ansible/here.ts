import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ending, endScript, forgetScript, onceScript, quietScript, readEnding } from '../once.ts';

/** Names whatever a command has started on this machine, also what has a session of its own. */
const MARK = 'UNBROKEN_TICKET';

const KILL_AFTER_MS = 2_000;

/** What a command on a node has, on this machine: it is run at most once under its name, and outlives whoever began it. */
export class Here {
  readonly #run: string;

  /** Beside what nodes keep of the run: this machine may be one of them. */
  constructor(run: string) {
    this.#run = `${run}@here`;
  }

  /** Where the scripts keep how commands end. */
  get folder(): string {
    return join(process.env.HOME || '/var/tmp', '.unbroken', this.#run);
  }

  /** Runs it, or waits for the end of what was begun under this name. Undefined: it took too long, and was ended. */
  async once(
    ticket: string,
    command: string,
    environment: Readonly<Record<string, string>>,
    timeoutMs: number,
  ): Promise<Ending | undefined> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const mark = `${this.#run}/${ticket}`;
    const asking = this.#sh(onceScript(this.#run, ticket, command), { ...environment, [MARK]: mark });
    const late = Promise.withResolvers<undefined>();
    timeout.addEventListener('abort', () => late.resolve(undefined));
    const said = await Promise.race([asking, late.promise]);
    if (said !== undefined) return readEnding(said) ?? { state: 'unstarted', output: said.trim() };
    await this.#end(ticket, mark);
    // It tells that what it waited for was killed.
    await asking;
    return undefined;
  }

  async quiesce(): Promise<void> {
    await this.#sh(quietScript(this.#run));
  }

  async forget(): Promise<void> {
    await this.#sh(forgetScript(this.#run));
  }

  /** Its group first; what has left that is found by its mark. */
  async #end(ticket: string, mark: string): Promise<void> {
    await this.#sh(endScript(this.#run, ticket));
    signal(mark, 'SIGTERM');
    const deadline = performance.now() + KILL_AFTER_MS;
    while (marked(mark).length > 0) {
      if (performance.now() > deadline) signal(mark, 'SIGKILL');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** What it prints. In a session of its own: what a terminal sends to this process is not for it. */
  async #sh(script: string, environment: Readonly<Record<string, string>> = {}): Promise<string> {
    const child = spawn('sh', ['-c', script], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let said = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-4096);
    });
    await once(child, 'close');
    return said === '' ? complaint : said;
  }
}

function marked(mark: string): number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const environment = readFileSync(`/proc/${entry}/environ`, 'latin1').split('\0');
      return environment.includes(`${MARK}=${mark}`) ? [Number(entry)] : [];
    } catch {
      // Somebody else's process, or one that ended.
      return [];
    }
  });
}

function signal(mark: string, name: NodeJS.Signals): void {
  for (const pid of marked(mark)) {
    try {
      process.kill(pid, name);
    } catch {
      // It has ended by now.
    }
  }
}
