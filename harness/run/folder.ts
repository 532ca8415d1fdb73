import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLedger } from '../../traffic/ledger/index.ts';
import { type AccessLog, readAccess } from '../access/index.ts';
import { UsageError } from '../error.ts';
import { type JournalEvent, readJournal } from '../journal/index.ts';
import type { Evidence } from '../judge/index.ts';
import { Plan } from '../plan/index.ts';

/** Where everything of one run lies. Enough for another person to judge it again, elsewhere, years later. */
export class RunFolder {
  readonly path: string;
  readonly name: string;

  constructor(path: string) {
    this.path = resolve(path);
    this.name = this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  static create(parent: string, startedAt: Date, scenario: string): RunFolder {
    const stamp = startedAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
    for (let attempt = 1; ; attempt++) {
      const path = join(parent, `${stamp}-${scenario}${attempt === 1 ? '' : `-${attempt}`}`);
      mkdirSync(parent, { recursive: true });
      try {
        mkdirSync(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw new UsageError('run-folder', `cannot make ${path} (${(error as NodeJS.ErrnoException).code})`);
      }
      mkdirSync(join(path, 'ledger'));
      return new RunFolder(path);
    }
  }

  get journal(): string {
    return join(this.path, 'journal.ndjson');
  }

  get ledger(): string {
    return join(this.path, 'ledger');
  }

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  async evidence(): Promise<Evidence> {
    const planFile = this.file('plan.json');
    if (!existsSync(planFile))
      throw new UsageError(
        'not-a-run',
        `${this.path}: expected a run folder with plan.json, journal.ndjson and ledger/`,
      );
    const plan = Plan.safeParse(readJson(planFile));
    if (!plan.success) throw new UsageError('not-a-run', `${planFile}: not a plan of this format`);
    if (!existsSync(this.journal)) throw new UsageError('not-a-run', `${this.journal}: is missing`);
    const journal = readJournal(this.journal);
    return { plan: plan.data, journal, ledger: await readLedger(this.ledger), access: this.#access(journal) };
  }

  #access(journal: readonly JournalEvent[]): AccessLog | null {
    const started = journal.find((event) => event.event === 'run-started');
    if (!started) return null;
    const began = Date.parse(started.wall) - started.t / 1000;
    return readAccess(this.path, { began, recorders: [{ name: started.run, numbersFrom: 0 }] });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError('not-a-run', `${file}: ${(error as Error).message}`);
  }
}
