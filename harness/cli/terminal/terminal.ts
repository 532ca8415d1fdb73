import { styleText } from 'node:util';
import type { JournalEvent } from '../../journal/index.ts';
import type { Scene } from '../../live/index.ts';
import { block, type Line } from './block.ts';
import { Canvas } from './canvas.ts';
import { type Style, said } from './said.ts';

/** Often enough for a running clock, seldom enough for a slow line. */
const EVERY_US = 100_000;

const FORMATS = { strong: 'bold', quiet: 'dim', doubt: 'yellow', bad: 'red' } as const;

/**
 * Shows a run as it goes: a line for each step as it ends, and on a terminal a block below them that is drawn again as
 * things change. While no step is under way there is no block: whoever is asked something there must see what he types.
 */
export class Terminal implements Disposable {
  readonly #scene: Scene;
  readonly #address: string | undefined;
  readonly #canvas = new Canvas(process.stderr);
  readonly #redraws = process.stderr.isTTY === true && !process.env.CI && process.env.TERM !== 'dumb';
  readonly #titles: ReadonlyMap<string, string>;
  readonly #onResize = (): void => this.#draw();
  #stage = '';
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(scene: Scene, address: string | undefined) {
    this.#scene = scene;
    this.#address = address;
    this.#titles = new Map(scene.setting.plan.stages.map(({ id, title }) => [id, title]));
    if (this.#redraws) process.stderr.on('resize', this.#onResize);
  }

  /** What the scene has seen already. */
  show(event: JournalEvent): void {
    const about = 'step' in event ? this.#scene.steps.all.find(({ id }) => id === event.step) : undefined;
    if (event.event === 'step-started') this.#enter(event.step);
    for (const line of said(event, about, style)) this.#canvas.say(line);
    if (event.t - this.#drawnAt >= EVERY_US || event.event === 'step-started' || event.event === 'step-ended')
      this.#draw();
  }

  /** Something that no event tells. */
  say(text: string): void {
    this.#canvas.say(text);
  }

  [Symbol.dispose](): void {
    process.stderr.off('resize', this.#onResize);
    this.#canvas.clear();
  }

  #enter(step: string): void {
    const [stage = ''] = step.split('.');
    if (stage !== this.#stage) this.#canvas.say(style('bold', `${stage} ${this.#titles.get(stage) ?? ''}`.trimEnd()));
    this.#stage = stage;
  }

  #draw(): void {
    if (!this.#redraws) return;
    const lines = block(this.#scene, this.#address, this.#canvas.room);
    if (lines.length === 0) this.#canvas.clear();
    else this.#canvas.draw(lines.map((line) => ({ text: line.text, styled: styled(line) })));
    this.#drawnAt = this.#scene.t;
  }
}

const style: Style = (format, text) => styleText(format, text, { stream: process.stderr });

function styled({ tone, text }: Line): string {
  return tone === 'plain' ? text : styleText(FORMATS[tone], text, { stream: process.stderr });
}
