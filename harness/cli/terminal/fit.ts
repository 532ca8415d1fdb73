/** How text fits on a terminal. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: these could move the cursor
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

/** One line without anything that a terminal obeys. */
export function harmless(text: string): string {
  return text.replace(/\s+/g, ' ').replace(CONTROL, '');
}

/** In columns. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}

/** At most so many columns, the last of them an ellipsis if something is missing. */
export function fit(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let shown = '';
  let left = columns - 1;
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    shown += character;
  }
  return columns > 0 ? `${shown}…` : '';
}

const BETWEEN = ' · ';

/** Words in as few lines as hold them; those that find no room are counted. */
export function fill(words: readonly string[], columns: number, lines: number): string[] {
  for (let shown = words.length; shown > 0; shown -= 1) {
    const more = shown < words.length ? [`and ${words.length - shown} more`] : [];
    const filled = packed([...words.slice(0, shown), ...more], columns);
    if (filled.length <= lines) return filled;
  }
  return [];
}

function packed(words: readonly string[], columns: number): string[] {
  const filled: string[] = [];
  for (const word of words) {
    const last = filled.at(-1);
    const joined = last === undefined ? fit(word, columns) : `${last}${BETWEEN}${word}`;
    if (last !== undefined && widthOf(joined) <= columns) filled[filled.length - 1] = joined;
    else filled.push(fit(word, columns));
  }
  return filled;
}
