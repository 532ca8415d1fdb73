import type { Model } from '../model.ts';
import { fittingWidth } from '../tiles.ts';
import { isWhole, moved, type View, within } from '../view.ts';
import { Frame } from './frame.ts';
import { currentInks, onThemeChange } from './inks.ts';
import type { Store } from './store.ts';

const HEIGHT = 40;
const EDGE = 8;

type Grip = 'from' | 'to' | 'all' | 'new';

/** The whole run in a strip, and on it what is looked at: drawn anew, moved, or taken by an edge. */
export class Overview {
  readonly #canvas = document.createElement('canvas');
  readonly #host: HTMLElement;
  readonly #store: Store;
  #grip: { readonly kind: Grip; readonly at: number; readonly view: View } | null = null;

  constructor(host: HTMLElement, store: Store) {
    this.#host = host;
    this.#store = store;
    this.#canvas.setAttribute('aria-hidden', 'true');
    host.append(this.#canvas);
    store.listen((shown, before) => {
      if (shown.view !== before.view || shown.model !== before.model) this.draw();
    });
    onThemeChange(() => this.draw());
    new ResizeObserver(() => this.draw()).observe(host);
    host.addEventListener('pointerdown', (event) => this.#press(event));
    host.addEventListener('pointermove', (event) => this.#drag(event));
    for (const name of ['pointerup', 'pointercancel'] as const) host.addEventListener(name, () => this.#release());
  }

  draw(): void {
    const { model, view } = this.#store.shown;
    const width = this.#host.clientWidth;
    const context = this.#canvas.getContext('2d');
    if (!context || width === 0) return;
    const density = devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(HEIGHT * density);
    context.scale(density, density);
    const { span } = model.state;
    const frame = new Frame(context, { from: 0, to: span, span }, currentInks(), 0, width);
    frame.fill('sunken', 0, 0, width, HEIGHT);
    drawLoad(frame, model);
    for (const { depth, from } of model.state.bars)
      if (depth === 0) frame.fill('strong', Math.round(frame.x(from)), 0, 1, 8);
    for (const row of model.troubles) frame.fill('bad', frame.x(model.columns.intended[row]!) - 0.75, 2, 1.5, 12);
    this.#drawWindow(frame, view);
  }

  #drawWindow(frame: Frame, view: View): void {
    const [from, to] = [frame.x(view.from), Math.max(frame.x(view.from) + 3, frame.x(view.to))];
    frame.context.globalAlpha = 0.62;
    frame.fill('ground', 0, 0, from, HEIGHT);
    frame.fill('ground', to, 0, frame.width - to, HEIGHT);
    frame.context.globalAlpha = 1;
    frame.context.strokeStyle = frame.ink('accent');
    frame.context.lineWidth = 1.5;
    frame.context.strokeRect(from + 0.75, 0.75, to - from - 1.5, HEIGHT - 1.5);
    for (const x of [from, to - 4]) frame.fill('accent', x, HEIGHT / 2 - 8, 4, 16);
  }

  #moment(event: PointerEvent): number {
    const box = this.#host.getBoundingClientRect();
    return ((event.clientX - box.left) / box.width) * this.#store.shown.model.state.span;
  }

  #press(event: PointerEvent): void {
    const { view } = this.#store.shown;
    const at = this.#moment(event);
    const edge = (EDGE * view.span) / this.#host.clientWidth;
    const near = (us: number): boolean => Math.abs(at - us) <= edge;
    const inside = at > view.from && at < view.to && !isWhole(view);
    const kind: Grip = near(view.from) ? 'from' : near(view.to) ? 'to' : inside ? 'all' : 'new';
    this.#grip = { kind, at, view };
    this.#host.setPointerCapture(event.pointerId);
  }

  #drag(event: PointerEvent): void {
    if (!this.#grip) return;
    const { kind, at, view } = this.#grip;
    const now = this.#moment(event);
    // An edge may be drawn past the other one.
    const [fixed, loose] = kind === 'from' ? [view.to, now] : kind === 'to' ? [view.from, now] : [at, now];
    const next =
      kind === 'all' ? moved(view, now - at) : within(Math.min(fixed, loose), Math.max(fixed, loose), view.span);
    this.#store.change({ view: next });
  }

  #release(): void {
    this.#grip = null;
  }
}

/** How many requests there were, as an outline. */
const drawLoad = (frame: Frame, model: Model): void => {
  const width = fittingWidth(model.bins, frame.grain * 2);
  const sums = model.bins.covering(width, 0, frame.view.span).flatMap((bins) =>
    Array.from({ length: bins.count }, (_, bin) => ({
      from: (bins.first + bin) * width,
      sum: bins.served.reduce((all, served) => all + served[bin]!, bins.notOk[bin]!),
    })),
  );
  const highest = sums.reduce((most, { sum }) => Math.max(most, sum), 1);
  for (const { from, sum } of sums) {
    const extent = sum > 0 && frame.extent(from, from + width);
    if (!extent) continue;
    const height = (sum / highest) * (HEIGHT - 16);
    frame.fill('strong', extent[0], HEIGHT - height, extent[1] - extent[0], height);
  }
};
