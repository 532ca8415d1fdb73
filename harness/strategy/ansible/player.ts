import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AnsibleDescription, LabDescription } from '../../../lab/index.ts';
import type { Happening } from '../../journal/index.ts';
import { secretsAmong, without } from '../../secrets/index.ts';
import type { Deed } from '../deed.ts';
import { StepError } from '../error.ts';
import type { Ending } from '../once.ts';
import { Tickets } from '../tickets.ts';
import { blame } from './blame.ts';
import { commandLine, hostOf, playbookFor, typed } from './command-line.ts';
import { environmentFor } from './environment.ts';
import { EventFile, happeningOf, type TaskResult } from './events.ts';
import { Here } from './here.ts';
import { HOSTS_FILE, renderInventory } from './inventory.ts';

const LOOK_MS = 100;

export interface PlayerOptions {
  readonly lab: { readonly description: LabDescription };
  readonly run: string;
  readonly limits: { readonly commandSeconds: number };
  readonly record: (happening: Happening) => void;
}

/** Runs playbooks on this machine, each at most once under its name, and tells what each task did. */
export class Player {
  readonly #settings: AnsibleDescription;
  readonly #options: PlayerOptions;
  readonly #here: Here;
  readonly #tickets = new Tickets();
  readonly #clean: (text: string) => string;

  constructor(settings: AnsibleDescription, options: PlayerOptions) {
    this.#settings = settings;
    this.#options = options;
    this.#here = new Here(options.run);
    const credentials = Object.values(options.lab.description.services).map((service) => service.credentials);
    this.#clean = without(secretsAmong(...credentials, process.env));
  }

  begin(step: string, attempt: number): void {
    this.#tickets.begin(step, attempt);
  }

  quiesce(): Promise<void> {
    return this.#here.quiesce();
  }

  forget(): Promise<void> {
    return this.#here.forget();
  }

  /** Never broken off by an interruption, as no command is: it has its time limit. */
  async play(deed: Deed, more: readonly string[] = []): Promise<void> {
    const { services } = this.#options.lab.description;
    const { node, service } = deed.place;
    const inventory = this.#settings.inventory ?? this.#writeInventory();
    const words = commandLine(this.#settings, services, deed, inventory);
    const playbook = playbookFor(this.#settings, services, deed);
    if (!words || playbook === undefined)
      throw new StepError('playbook-missing', 'experiment', `there is no playbook to ${deed.action} ${service}`);
    const command = typed([...words, ...more]);
    const started = performance.now();
    const { ending, results } = await this.#untilItEnds(command);
    // Variables that somebody gave may be secrets, too.
    const shown = this.#clean(command);
    const output = this.#clean(ending.output);
    this.#options.record({
      event: 'command',
      ...{ node, command: shown, output },
      code: ending.state === 'ended' ? ending.code : null,
      milliseconds: performance.now() - started,
      did: { action: deed.action, service },
    });
    const host = hostOf(this.#settings, node);
    const about = { node, host, playbook: basename(playbook), command: shown, results };
    const why = blame({ ...about, ending: { ...ending, output } });
    if (why) throw why;
  }

  async #untilItEnds(command: string): Promise<{ ending: Ending; results: readonly TaskResult[] }> {
    const { limits, record } = this.#options;
    const ticket = this.#tickets.take();
    mkdirSync(this.#here.folder, { recursive: true, mode: 0o700 });
    const file = join(this.#here.folder, `${ticket}.events`);
    const environment = await environmentFor(this.#settings, file);
    const results = new Results(file, this.#clean, record);
    const over = new AbortController();
    const running = this.#here
      .once(ticket, inFolder(this.#settings.folder, command), environment, limits.commandSeconds * 1000)
      .finally(() => over.abort());
    // Told when it is awaited: what was told until then must be written down first.
    running.catch(() => undefined);
    while (!over.signal.aborted) {
      results.look();
      await pause(LOOK_MS, undefined, { signal: over.signal }).catch(() => undefined);
    }
    const ending = await running;
    results.look();
    if (results.unread > 0)
      record({ event: 'note', text: `${results.unread} lines of Ansible's events can't be read.` });
    if (ending) return { ending, results: results.all };
    const why = `"${this.#clean(command)}" did not end within ${limits.commandSeconds} s and was ended`;
    throw new StepError('command-timeout', 'experiment', why);
  }

  #writeInventory(): string {
    const folder = join(this.#here.folder, 'inventory');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const [name, text] of Object.entries(renderInventory(this.#options.lab.description, folder)))
      writeFileSync(join(folder, name), text, { mode: 0o600 });
    return join(folder, HOSTS_FILE);
  }
}

/** What tasks came to, into the journal as they end. */
class Results {
  readonly all: TaskResult[] = [];
  readonly #events: EventFile;
  readonly #clean: (text: string) => string;
  readonly #record: (happening: Happening) => void;
  /** How many are in the journal: a harness that was killed may have told some of them. */
  readonly #told: string;
  readonly #known: number;

  constructor(file: string, clean: (text: string) => string, record: (happening: Happening) => void) {
    this.#events = new EventFile(file);
    this.#clean = clean;
    this.#record = record;
    this.#told = `${file}.told`;
    this.#known = numberIn(this.#told);
  }

  get unread(): number {
    return this.#events.unread;
  }

  look(): void {
    for (const event of this.#events.next()) {
      if (event.event !== 'result') continue;
      const result = { ...event, output: this.#clean(event.output) };
      this.all.push(result);
      if (this.all.length <= this.#known) continue;
      this.#record(happeningOf(result));
      writeFileSync(this.#told, `${this.all.length}\n`);
    }
  }
}

const inFolder = (folder: string, command: string): string => `cd ${typed([folder])} && exec ${command}`;

function numberIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}
