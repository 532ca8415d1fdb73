import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readLedger } from '../../traffic/ledger/index.ts';
import { type AccessLog, readAccess } from '../access/index.ts';
import { UsageError } from '../error.ts';
import { type JournalEvent, readJournalRecord } from '../journal/index.ts';
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
    const path = makeFolder(parent, startedAt, scenario);
    mkdirSync(join(path, 'ledger'));
    return new RunFolder(path);
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
    const plan = this.plan();
    if (!existsSync(this.journal)) throw new UsageError('not-a-run', `${this.journal}: is missing`);
    const { events: journal, damage: journalDamage } = readJournalRecord(this.journal);
    return { plan, journal, journalDamage, ledger: await readLedger(this.ledger), access: this.#access(journal) };
  }

  plan(): Plan {
    const planFile = this.file('plan.json');
    if (!existsSync(planFile))
      throw new UsageError(
        'not-a-run',
        `${this.path}: expected a run folder with plan.json, journal.ndjson and ledger/`,
      );
    const plan = Plan.safeParse(readJson(planFile));
    if (!plan.success) throw new UsageError('not-a-run', `${planFile}: not a plan of this format`);
    return plan.data;
  }

  #access(journal: readonly JournalEvent[]): AccessLog | null {
    const started = journal.find((event) => event.event === 'run-started');
    if (!started) return null;
    const began = Date.parse(started.wall) - started.t / 1000;
    return readAccess(this.path, { began, recorders: [{ name: started.run, numbersFrom: 0 }] });
  }
}

/** A new folder, named after a moment and what began then. */
export function makeFolder(parent: string, startedAt: Date, name: string): string {
  const stamp = startedAt.toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-');
  for (let attempt = 1; ; attempt++) {
    const path = join(parent, `${stamp}-${name}${attempt === 1 ? '' : `-${attempt}`}`);
    try {
      mkdirSync(parent, { recursive: true });
      mkdirSync(path);
      return path;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST') throw new UsageError('run-folder', `cannot make ${path} (${code})`);
    }
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError('not-a-run', `${file}: ${(error as Error).message}`);
  }
}
