/** The stretch of time that is looked at, µs. Every change gives another one that lies within the run. */
export interface View {
  readonly from: number;
  readonly to: number;
  /** Of the whole run. */
  readonly span: number;
}

/** Less than this no clock of the run can tell apart. */
const LEAST = 200;

export const whole = (span: number): View => ({ from: 0, to: span, span });

export const widthOf = ({ from, to }: View): number => to - from;

/** The nearest view that is allowed. */
export const within = (from: number, to: number, span: number): View => {
  const width = Math.min(span, Math.max(Math.min(LEAST, span), to - from));
  const middle = (from + to) / 2;
  const start = Math.min(span - width, Math.max(0, middle - width / 2));
  return { from: start, to: start + width, span };
};

/** `at` stays where it is. */
export const zoomed = (view: View, factor: number, at: number): View => {
  const width = Math.min(view.span, Math.max(Math.min(LEAST, view.span), widthOf(view) / factor));
  const share = (at - view.from) / widthOf(view);
  const from = at - share * width;
  return within(from, from + width, view.span);
};

export const moved = (view: View, by: number): View => within(view.from + by, view.to + by, view.span);

/** So that a moment can be seen, with some room beside it. */
export const showing = (view: View, at: number): View =>
  at >= view.from && at <= view.to ? view : moved(view, at - (view.from + view.to) / 2);

export const isWhole = (view: View): boolean => widthOf(view) >= view.span;

/** The same view of a run that has gone on: who looked at all of it goes on looking at all of it. */
export const grown = (view: View, span: number): View =>
  isWhole(view) ? whole(span) : within(view.from, view.to, Math.max(span, view.to));
