/** How moments and amounts are written in findings. */

/** Digits beyond these are noise of the arithmetic. */
export const rounded = (share: number): number => Number(share.toPrecision(6));

export function ms(microseconds: number): number {
  return Math.round(microseconds) / 1_000;
}

export function moment(microseconds: number): string {
  return `${(microseconds / 1_000_000).toFixed(3)} s`;
}

export function span(microseconds: number): string {
  return microseconds < 1_000_000 ? `${ms(microseconds)} ms` : moment(microseconds);
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

export function list(words: readonly string[], most = 5): string {
  const shown = words.slice(0, most).join(', ');
  return words.length > most ? `${shown} and ${words.length - most} more` : shown;
}

/** A title in the middle of a sentence, or a message at its end. */
export function lower(text: string): string {
  return /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}

export function sentence(text: string): string {
  const trimmed = text.trim();
  const whole = /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
  return whole[0]!.toUpperCase() + whole.slice(1);
}
