/** How numbers are written, everywhere. A value that is not there is a dash, never a zero. */

const MISSING = '–';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** Three significant digits, without an exponent; zeros at the end stay, so that columns line up. */
const digits = (value: number): string => {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return places === 0 ? grouped.format(value) : value.toFixed(places);
};

const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;

export const count = (value: number | null | undefined): string => (known(value) ? grouped.format(value) : MISSING);

export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** A length of time given in ms, in the unit that suits it. */
export const duration = (ms: number | null | undefined): string => {
  if (!known(ms)) return MISSING;
  if (!Number.isFinite(ms)) return 'unlimited';
  if (ms !== 0 && ms < 1) return `${digits(ms * 1000)} µs`;
  if (ms < 999.5) return `${digits(ms)} ms`;
  if (ms < 59_950) return `${digits(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return hours > 0 ? `${hours} h ${two(minutes)} min` : `${minutes} min ${two(rest)} s`;
};

/** A length of time that is exact by choice, not measured: `500 ms`, `1 s`. */
export const nominal = (ms: number): string =>
  ms < 1000 ? `${Number(ms.toFixed(3))} ms` : `${Number((ms / 1000).toFixed(3))} s`;

/** A share of one as per cent; below a ten-thousandth as parts per million, which can be read. */
export const share = (value: number | null | undefined): string => {
  if (!known(value)) return MISSING;
  if (value !== 0 && value < 1e-4) return `${digits(value * 1e6)} ppm`;
  return `${digits(value * 100)} %`;
};

export const rate = (perSecond: number): string => `${digits(perSecond)}/s`;

/** A moment (µs since the start) as seconds. */
export const moment = (us: number | null | undefined): string => (known(us) ? `${(us / 1e6).toFixed(3)} s` : MISSING);

/** A moment on the wall clock, UTC. */
export const wallClock = (started: string, us: number): string => {
  const base = Date.parse(started);
  return Number.isNaN(base) ? MISSING : new Date(base + us / 1000).toISOString().slice(11, 23);
};

/** `2026-11-20 13:09:41 UTC` */
export const wallDate = (started: string): string => {
  const base = Date.parse(started);
  return Number.isNaN(base) ? started : new Date(base).toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
};
