export { count, counted, duration, moment, nominal, rate, share, wallClock, wallDate } from './figures.ts';
export { type Change, interval, signed } from './interval.ts';
export { type Content, escaped, Markup, markup } from './markup.ts';
export { brief, cut, printable, shellLine } from './text.ts';
