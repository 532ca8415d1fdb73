import type { Markup } from '../../words/index.ts';

/** Drawn at one CSS pixel a unit, so that text and hairlines are sharp; narrow screens scroll it. */
export const GUTTER = 150;
export const PLOT = 1064;

/** The one time axis that all lanes share. */
export interface Axis {
  /** µs */
  readonly span: number;
  readonly x: (us: number) => number;
}

export const axis = (span: number): Axis => ({
  span,
  x: (us) => Math.round((Math.min(span, Math.max(0, us)) / span) * PLOT * 10) / 10,
});

export interface Lane {
  readonly height: number;
  /** Title and legend, left of the plot; y = 0 is the lane's top. */
  readonly legend: Markup;
  readonly plot: Markup;
}

const CHARACTER = 6.3;

/** How many characters of the small type fit in so many pixels. */
export const fitting = (pixels: number): number => Math.max(0, Math.floor((pixels - 6) / CHARACTER));

export const textWidth = (text: string): number => text.length * CHARACTER + 6;

/** Two decimals at most, and no trailing zero: a path may have a hundred thousand numbers. */
export const short = (value: number): string => String(Math.round(value * 100) / 100);
