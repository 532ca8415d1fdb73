import { moved, type View, zoomed } from '../view.ts';

/** Where the plot lies in the element, in pixels. */
export interface Plot {
  readonly left: number;
  readonly width: number;
}

export interface Gestures {
  view(): View;
  plot(): Plot;
  look(view: View): void;
  hover(us: number | null): void;
  click(x: number, y: number): void;
}

const STILL = 4;
const WHEEL = 0.0022;

const moment = ({ view, plot }: Gestures, x: number): number => {
  const { left, width } = plot();
  const { from, to } = view();
  return from + (Math.min(width, Math.max(0, x - left)) / width) * (to - from);
};

/** Wheel, drag and pinch on a plot. The page goes on scrolling under a wheel until the plot has been chosen by a click or a key. */
export const onGestures = (element: HTMLElement, gestures: Gestures): void => {
  const fingers = new Map<number, number>();
  let pressed: { x: number; y: number; view: View } | null = null;
  let apart = 0;
  const place = (event: MouseEvent): readonly [x: number, y: number] => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const perPixel = (): number => (gestures.view().to - gestures.view().from) / gestures.plot().width;

  element.addEventListener(
    'wheel',
    (event) => {
      const chosen = event.ctrlKey || event.metaKey || element.contains(document.activeElement);
      const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      if (!chosen && !sideways) return;
      event.preventDefault();
      const [x] = place(event);
      if (sideways) gestures.look(moved(gestures.view(), (event.deltaX || event.deltaY) * perPixel()));
      else gestures.look(zoomed(gestures.view(), Math.exp(-event.deltaY * WHEEL), moment(gestures, x)));
    },
    { passive: false },
  );

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const [x, y] = place(event);
    fingers.set(event.pointerId, x);
    apart = 0;
    pressed = fingers.size === 1 ? { x, y, view: gestures.view() } : null;
  });

  element.addEventListener('pointermove', (event) => {
    const [x] = place(event);
    if (!fingers.has(event.pointerId)) {
      gestures.hover(moment(gestures, x));
      return;
    }
    fingers.set(event.pointerId, x);
    const [a, b] = [...fingers.values()];
    if (a !== undefined && b !== undefined) {
      const now = Math.max(20, Math.abs(a - b));
      if (apart > 0) gestures.look(zoomed(gestures.view(), now / apart, moment(gestures, (a + b) / 2)));
      apart = now;
    } else if (pressed && Math.abs(x - pressed.x) > STILL) {
      // Only now: a captured pointer clicks nowhere else.
      element.setPointerCapture(event.pointerId);
      gestures.look(moved(pressed.view, (pressed.x - x) * perPixel()));
    }
  });

  const lift = (event: PointerEvent): void => {
    const [x, y] = place(event);
    const still = pressed !== null && Math.abs(x - pressed.x) <= STILL && Math.abs(y - pressed.y) <= STILL;
    fingers.delete(event.pointerId);
    pressed = null;
    if (still && event.type === 'pointerup') gestures.click(x, y);
  };
  element.addEventListener('pointerup', lift);
  element.addEventListener('pointercancel', lift);
  element.addEventListener('pointerleave', () => gestures.hover(null));
  element.addEventListener('dblclick', (event) => {
    gestures.look(zoomed(gestures.view(), 4, moment(gestures, place(event)[0])));
  });
};
