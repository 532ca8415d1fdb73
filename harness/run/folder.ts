import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { joinLedgers, type Ledger, type Life, readLedger } from '../../traffic/ledger/index.ts';
import { type AccessLog, readAccess } from '../access/index.ts';
import { UsageError } from '../error.ts';
import { FORMATS, inCurrentFormat } from '../formats/index.ts';
import { type JournalEvent, lifeOf, NUMBERS_OF_A_LIFE, nameOfLife, readJournalRecord } from '../journal/index.ts';
import type { Evidence } from '../judge/index.ts';
import { AGAIN } from '../manifest/index.ts';
import { Plan, withSeen } from '../plan/index.ts';

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
    return this.ledgerOf(1);
  }

  /** Each recorder that wrote for the run has a ledger of its own. */
  ledgerOf(life: number): string {
    return join(this.path, life === 1 ? 'ledger' : `ledger-${life}`);
  }

  file(name: string): string {
    return join(this.path, name);
  }

  write(name: string, text: string): void {
    try {
      writeFileSync(join(this.path, name), text);
    } catch (error) {
      throw unwritable(this.file(name), error);
    }
  }

  /** Gives the folder in which they are. */
  writeAll(texts: Readonly<Record<string, string>>): string {
    for (const [name, text] of Object.entries(texts)) this.write(name, text);
    return this.path;
  }

  /** A sealed folder stays as it is: what differs from what lies there goes into a folder of its own. */
  writeAgain(texts: Readonly<Record<string, string>>): string {
    const same = ([name, text]: [string, string]) =>
      existsSync(this.file(name)) && readFileSync(this.file(name), 'utf8') === text;
    if (Object.entries(texts).every(same)) return this.path;
    mkdirSync(this.file(AGAIN), { recursive: true });
    for (const [name, text] of Object.entries(texts)) this.write(join(AGAIN, name), text);
    return this.file(AGAIN);
  }

  async evidence(): Promise<Evidence> {
    const planned = this.plan();
    if (!existsSync(this.journal)) throw new UsageError('not-a-run', `${this.journal}: is missing`);
    const { events: journal, damage: journalDamage } = readJournalRecord(this.journal);
    const plan = withSeen(planned, journal);
    return { plan, journal, journalDamage, ledger: await this.readLedger(), access: this.#access(journal) };
  }

  plan(): Plan {
    const planFile = this.file('plan.json');
    if (!existsSync(planFile))
      throw new UsageError(
        'not-a-run',
        `${this.path}: expected a run folder with plan.json, journal.ndjson and ledger/`,
      );
    const plan = Plan.safeParse(inCurrentFormat(FORMATS.plan, readJson(planFile), this.path));
    if (!plan.success) throw new UsageError('not-a-run', `${planFile}: not a plan of this format`);
    return plan.data;
  }

  #access(journal: readonly JournalEvent[]): AccessLog | null {
    const started = journal.find((event) => event.event === 'run-started');
    if (!started) return null;
    const began = Date.parse(started.wall) - started.t / 1000;
    const recorders = Array.from({ length: lifeOf(journal) }, (_, before) => ({
      name: nameOfLife(started.run, before + 1),
      numbersFrom: before * NUMBERS_OF_A_LIFE,
    }));
    return readAccess(this.path, { began, recorders });
  }

  /** What all recorders of the run have written, as one. One that never began has left nothing. */
  async readLedger(): Promise<Ledger> {
    const lives: Life[] = [];
    for (const life of this.#lives())
      lives.push({ ledger: await readLedger(this.ledgerOf(life)), numbersFrom: (life - 1) * NUMBERS_OF_A_LIFE });
    return lives.length > 0 ? joinLedgers(lives) : await readLedger(this.ledger);
  }

  #lives(): number[] {
    const lives = readdirSync(this.path).flatMap((name) => {
      const life = /^ledger(?:-(\d+))?$/.exec(name);
      return life && readdirSync(this.file(name)).length > 0 ? [Number(life[1] ?? 1)] : [];
    });
    return lives.sort((one, other) => one - other);
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
      if (code !== 'EEXIST') throw unwritable(resolve(path), error);
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

function unwritable(path: string, error: unknown): UsageError {
  return new UsageError(
    'run-folder-unwritable',
    `${path} can't be written: ${(error as Error).message}`,
    'make room or name another folder with --runs; what a run has changed is put back with unbroken restore RUN',
  );
}
