import { drawAxis } from './axis.ts';
import { Frame, SMALL } from './frame.ts';
import { onGestures } from './gestures.ts';
import { currentInks, type Ink, onThemeChange } from './inks.ts';
import type { Lane } from './lane.ts';
import type { Store } from './store.ts';

const AXIS = 26;
const HEAD = 18;
const BETWEEN = 12;
const GUTTER = 150;
/** Below this there is no room for names beside the plot. */
const NARROW = 640;

/** Lanes under each other on one time axis, drawn on a canvas; above it another one for what follows the pointer. */
export class Stage {
  readonly #host: HTMLElement;
  readonly #store: Store;
  readonly #below = document.createElement('canvas');
  readonly #above = document.createElement('canvas');
  #lanes: readonly Lane[] = [];
  #ink: Ink = currentInks();
  #pick: (row: number) => void = () => {};

  constructor(host: HTMLElement, store: Store) {
    this.#host = host;
    this.#store = store;
    for (const canvas of [this.#below, this.#above]) canvas.setAttribute('aria-hidden', 'true');
    host.append(this.#below, this.#above);
    onGestures(host, {
      view: () => store.shown.view,
      plot: () => ({ left: this.#left, width: host.clientWidth - this.#left }),
      look: (view) => store.change({ view }),
      hover: (cursor) => store.change({ cursor }),
      click: (x, y) => this.#click(x, y),
    });
    onThemeChange(() => {
      this.#ink = currentInks();
      this.#draw();
    });
    new ResizeObserver(() => this.#draw()).observe(host);
    store.listen((shown, before) => {
      if (shown.view !== before.view || shown.model !== before.model) this.#draw();
      else this.#drawAbove();
    });
  }

  onPick(pick: (row: number) => void): void {
    this.#pick = pick;
  }

  show(lanes: readonly Lane[]): void {
    this.#lanes = lanes;
    this.#draw();
  }

  get #left(): number {
    return this.#host.clientWidth < NARROW ? 0 : GUTTER;
  }

  #places(): readonly { readonly lane: Lane; readonly top: number }[] {
    let y = AXIS;
    return this.#lanes.map((lane) => {
      const top = y + (lane.title === '' ? 0 : HEAD);
      y = top + lane.height + BETWEEN;
      return { lane, top };
    });
  }

  #frame(canvas: HTMLCanvasElement, height: number): Frame | null {
    const width = this.#host.clientWidth;
    const context = canvas.getContext('2d');
    if (!context || width === 0) return null;
    const density = devicePixelRatio || 1;
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    canvas.style.height = `${height}px`;
    context.scale(density, density);
    return new Frame(context, this.#store.shown.view, this.#ink, this.#left, width - this.#left);
  }

  #height(): number {
    const { lane, top } = this.#places().at(-1) ?? { lane: { height: 0 }, top: AXIS };
    return top + lane.height + BETWEEN;
  }

  #draw(): void {
    const height = this.#height();
    const frame = this.#frame(this.#below, height);
    if (!frame) return;
    drawAxis(frame, this.#store.shown.model.state, height);
    for (const { lane, top } of this.#places()) {
      if (lane.title !== '') {
        frame.fill('line', 0, top - HEAD - BETWEEN / 2, frame.right, 1);
        frame.rowName(lane.title, top - 5);
      }
      lane.draw(frame, top);
    }
    if (frame.left > 0) frame.fill('line', frame.left - 1, 0, 1, height);
    this.#drawAbove();
  }

  #drawAbove(): void {
    const frame = this.#frame(this.#above, this.#height());
    if (!frame) return;
    const { cursor, row, model, view } = this.#store.shown;
    if (row !== null) {
      const at = model.columns.intended[row]!;
      if (at >= view.from && at <= view.to) {
        frame.context.globalAlpha = 0.35;
        frame.fill('bad', frame.x(at) - 2, AXIS - 6, 4, this.#height());
        frame.context.globalAlpha = 1;
      }
    }
    if (cursor === null || cursor < view.from || cursor > view.to) return;
    const x = Math.round(frame.x(cursor));
    frame.fill('ink', x, AXIS - 8, 1, this.#height());
    for (const { lane, top } of this.#places()) {
      const said = lane.speaksForItself ? '' : lane.read(cursor, frame.grain);
      if (said !== '') this.#tag(frame, frame.fitted(said, frame.width / 2), x, top - HEAD + 3);
    }
  }

  #tag(frame: Frame, text: string, x: number, y: number): void {
    const width = frame.textWidth(text, SMALL) + 10;
    const left = x + 6 + width > frame.right ? x - 6 - width : x + 6;
    frame.fill('ink', left, y, width, 16);
    frame.text(text, left + 5, y + 12, 'surface');
  }

  #click(x: number, y: number): void {
    const frame = this.#frame(this.#above, this.#height());
    const hit = this.#places().find(({ lane, top }) => y >= top - 4 && y <= top + lane.height + 4);
    const row = (frame && hit?.lane.pick?.(frame, hit.top, x, y)) ?? null;
    this.#host.focus({ preventScroll: true });
    if (row !== null) this.#pick(row);
    else this.#drawAbove();
  }
}
