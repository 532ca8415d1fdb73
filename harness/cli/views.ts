import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { JournalEvent } from '../journal/index.ts';
import type { Judgement } from '../judge/index.ts';
import { type Endpoint, LiveView, MetricsServer, Scene } from '../live/index.ts';
import type { Plan } from '../plan/index.ts';
import type { RunFolder } from '../run/index.ts';
import { usualDurations } from './last-run.ts';
import { endpoint } from './options.ts';
import type { Renderers } from './outputs.ts';
import { Terminal } from './terminal/index.ts';

/** From where a run can be watched while it goes on. */
export interface ViewOptions {
  readonly live?: boolean;
  readonly metrics?: Endpoint;
}

export function addViewOptions(command: Command): Command {
  return command
    .option('--live', 'show the run as a page on this machine, and print its address (default: on a terminal)')
    .option('--no-live', 'no page')
    .option(
      '--metrics <[host:]port>',
      'OpenMetrics at /metrics while the run goes on (default host: 127.0.0.1)',
      endpoint,
    );
}

export interface Begun {
  readonly plan: Plan;
  readonly folder: RunFolder;
  /** What the run's journal holds already. */
  readonly past: readonly JournalEvent[];
}

export interface View extends Disposable {
  see(event: JournalEvent): void;
  /** On the terminal, above what is drawn there. */
  say(text: string): void;
}

/** Terminal, page and metrics of a run. They are opened before anything is touched: a port may be somebody else's. */
export class Views implements Disposable {
  readonly #renderers: Renderers;
  readonly #live: LiveView | undefined;
  readonly #metrics: MetricsServer | undefined;

  private constructor(renderers: Renderers, live: LiveView | undefined, metrics: MetricsServer | undefined) {
    this.#renderers = renderers;
    this.#live = live;
    this.#metrics = metrics;
  }

  static async open({ live, metrics }: ViewOptions, renderers: Renderers): Promise<Views> {
    const endpoint = metrics && (await MetricsServer.open(metrics));
    return new Views(renderers, (live ?? onTerminal()) ? await LiveView.open() : undefined, endpoint);
  }

  /** Until this is disposed of, the terminal is drawn on. */
  begin({ plan, folder, past }: Begun): View {
    const scene = new Scene({ plan, folder: folder.path, usualMs: usualDurations(folder, plan) });
    for (const event of past) scene.see(event);
    const page = this.#live && this.#renderers.renderLive(plan);
    if (page !== undefined) this.#live?.begin({ scene, page, ledgerOf: (life) => folder.ledgerOf(life) });
    if (this.#live) process.stderr.write(`live     ${this.#live.address}\n`);
    this.#metrics?.serve(() => this.#renderers.renderLiveMetrics(scene));
    const terminal = new Terminal(scene, this.#live?.address);
    return {
      see: (event) => {
        scene.see(event);
        terminal.show(event);
        this.#live?.see(event);
      },
      say: (text) => terminal.say(text),
      [Symbol.dispose]: () => terminal[Symbol.dispose](),
    };
  }

  /** Whoever watches has the report before the command ends. */
  async conclude(judgement: Judgement, folder: RunFolder): Promise<void> {
    this.#metrics?.serve(() => this.#renderers.renderMetrics(judgement));
    await this.#live?.become(readFileSync(folder.file('report.html'), 'utf8'));
  }

  [Symbol.dispose](): void {
    this.#live?.[Symbol.dispose]();
    this.#metrics?.[Symbol.dispose]();
  }
}

function onTerminal(): boolean {
  return process.stderr.isTTY === true && !process.env.CI;
}
