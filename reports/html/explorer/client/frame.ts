import { type View, widthOf } from '../view.ts';
import type { Ink } from './inks.ts';

const FONT = '-apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", system-ui, sans-serif';
export const SMALL = `11px ${FONT}`;
export const STRONG = `600 11px ${FONT}`;

/** One drawing of what is looked at: where time lies, and the strokes that lanes have in common. */
export class Frame {
  readonly context: CanvasRenderingContext2D;
  readonly view: View;
  readonly ink: Ink;
  /** Where the plot begins; 0: there is no room beside it for names. */
  readonly left: number;
  readonly width: number;

  constructor(context: CanvasRenderingContext2D, view: View, ink: Ink, left: number, width: number) {
    this.context = context;
    this.view = view;
    this.ink = ink;
    this.left = left;
    this.width = width;
  }

  get right(): number {
    return this.left + this.width;
  }

  /** µs in one pixel. */
  get grain(): number {
    return widthOf(this.view) / this.width;
  }

  x(us: number): number {
    return this.left + ((us - this.view.from) / widthOf(this.view)) * this.width;
  }

  /** From and to in whole pixels, so that what follows on each other leaves no seam, cut at the rims of the plot; null where nothing of it can be seen. */
  extent(from: number, to: number): readonly [number, number] | null {
    if (to < this.view.from || from > this.view.to) return null;
    const start = Math.round(Math.max(this.left, this.x(from)));
    return [start, Math.max(start + 1, Math.round(Math.min(this.right, this.x(to))))];
  }

  fill(colour: string, x: number, y: number, width: number, height: number): void {
    this.context.fillStyle = this.ink(colour);
    this.context.fillRect(x, y, width, height);
  }

  /** A small mark below a lane for each of these moments that is in view. */
  ticks(colour: string, moments: readonly number[], y: number): void {
    for (const at of moments) {
      const x = this.x(at);
      if (x >= this.left && x <= this.right) this.fill(colour, x - 1, y, 2, 8);
    }
  }

  base(y: number): void {
    this.fill('line', this.left, Math.round(y), this.width, 1);
  }

  text(text: string, x: number, y: number, colour = 'soft', font = SMALL, align: CanvasTextAlign = 'left'): void {
    this.context.font = font;
    this.context.textAlign = align;
    this.context.fillStyle = this.ink(colour);
    this.context.fillText(text, x, y);
  }

  /** Readable on whatever it stands. */
  haloed(text: string, x: number, y: number, colour = 'soft', font = SMALL, align: CanvasTextAlign = 'left'): void {
    this.context.font = font;
    this.context.textAlign = align;
    this.context.lineJoin = 'round';
    this.context.lineWidth = 3;
    this.context.strokeStyle = this.ink('surface');
    this.context.strokeText(text, x, y);
    this.text(text, x, y, colour, font, align);
  }

  textWidth(text: string, font = SMALL): number {
    this.context.font = font;
    return this.context.measureText(text).width;
  }

  /** As much of a text as there is room for; nothing where that says nothing. */
  fitted(text: string, room: number, font = SMALL): string {
    if (this.textWidth(text, font) <= room) return text;
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.textWidth(`${text.slice(0, middle)}…`, font) <= room) low = middle;
      else high = middle - 1;
    }
    return low < 2 ? '' : `${text.slice(0, low)}…`;
  }

  /** What a row is called: beside the plot, or on it where there is no room. */
  rowName(name: string, y: number, under = ''): void {
    if (this.left === 0) {
      this.haloed(this.fitted(name, this.width / 2, STRONG), 4, y, 'ink', STRONG);
      return;
    }
    this.text(this.fitted(name, this.left - 18, STRONG), 12, y, 'ink', STRONG);
    if (under !== '') this.text(this.fitted(under, this.left - 18), 12, y + 14);
  }

  /** More about a lane, beside the plot only. */
  note(text: string, y: number, swatch?: string): void {
    if (this.left === 0) return;
    if (swatch) this.fill(swatch, 12, y - 8, 9, 9);
    this.text(this.fitted(text, this.left - (swatch ? 32 : 18)), swatch ? 26 : 12, y);
  }

  /** Stripes from one corner to the other, for what is neither on nor off. */
  hatched(colour: string, x: number, y: number, width: number, height: number): void {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.beginPath();
    for (let at = x - height - ((x - height) % 7); at < x + width; at += 7) {
      context.moveTo(at, y + height);
      context.lineTo(at + height, y);
    }
    context.lineWidth = 1.3;
    context.strokeStyle = this.ink(colour);
    context.stroke();
    context.restore();
  }
}
