/** Words in a buffer, found without making a text of them. Ranges are half-open. */

const TAB = 9;
export const LF = 10;
export const CR = 13;
const SPACE = 32;
/** Set in small ASCII letters and clear in capital ones. */
const SMALL = 0x20;
/** More would not be exact. */
const MAX_DIGITS = 15;

export function isSpace(byte: number): boolean {
  return byte === SPACE || byte === TAB;
}

/** Where the next line feed is; `to` when there is none. */
export function endOfLine(bytes: Buffer, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== LF) at += 1;
  return at;
}

/** Do the bytes from there on spell this word? It is in lower case; they need not be. */
export function spells(bytes: Buffer, from: number, word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const wanted = word.charCodeAt(at);
    const found = bytes[from + at]!;
    if (found !== wanted && !(isLetter(wanted) && (found | SMALL) === wanted)) return false;
  }
  return true;
}

/** What stands there without the space round it, or the CR that ends a line. */
export function textIn(bytes: Buffer, from: number, to: number): string {
  return bytes.toString('latin1', from, to).trim();
}

/** The number that stands there in decimal digits, with nothing but space round it. */
export function naturalIn(bytes: Buffer, from: number, to: number): number | undefined {
  let first = from;
  let end = to;
  while (first < end && isSpace(bytes[first]!)) first += 1;
  while (first < end && (isSpace(bytes[end - 1]!) || bytes[end - 1] === CR)) end -= 1;
  if (first === end || end - first > MAX_DIGITS) return undefined;
  let value = 0;
  for (let at = first; at < end; at += 1) {
    const digit = bytes[at]! - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  return value;
}

function isLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}
