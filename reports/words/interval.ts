import { duration } from './figures.ts';

/** A change in ms with what it was measured to lie between; null: that side could not be bounded. */
export interface Change {
  readonly ms: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

export const signed = (ms: number): string => (ms < 0 ? `−${duration(-ms)}` : `+${duration(ms)}`);

export const interval = ({ lower, upper }: Omit<Change, 'ms'>): string => {
  if (lower !== null && upper !== null) return `${signed(lower)} to ${signed(upper)}`;
  if (lower !== null) return `at least ${signed(lower)}`;
  return upper === null ? 'too few' : `at most ${signed(upper)}`;
};
