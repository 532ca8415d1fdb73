/** What comes from servers, headers and commands may hold anything. These make it fit to be shown. */

// Bidirectional controls can make a line read as something else than it is, so they are shown, not obeyed.
const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
// Not allowed in XML 1.0 or without meaning in text. Tab, line feed and carriage return stay.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;

const codePoint = (character: string): string =>
  `[U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`;

/** Text without control characters and with whole code points only. */
export const printable = (text: string): string =>
  text.toWellFormed().replace(UNPRINTABLE, '').replace(BIDI, codePoint).replace(/\r\n?/g, '\n');

/** At most `limit` code units of a text, and how long it was if that is not all. */
export const cut = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit).trimEnd()}… (${text.length} characters)`;

/** One line of at most `limit` characters, the last of them an ellipsis if something is missing. */
export const brief = (text: string, limit: number): string => {
  const line = printable(text).replace(/\s+/g, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, Math.max(0, limit - 1)).trimEnd()}…`;
};

/** A command as a shell takes it. */
export const shellLine = (words: readonly string[]): string =>
  words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(' ');
