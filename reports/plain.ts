import { brief } from './words/index.ts';

/** One line of text that no Markdown dialect reads as anything else: no link, mention, reference, table cell or tag. */
export const plain = (text: string, limit = 300): string =>
  brief(text, limit)
    .replace(/[\\`*_{}[\]<>#|~!&$^]|%(?=\S)/g, '\\$&')
    // What would be a list, a rule or a heading at the beginning of a line.
    .replace(/^[-+=]|(?<=^\d+)[.)](?=\s|$)/, '\\$&')
    .replaceAll('://', ':\\/\\/')
    .replace(/www\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replaceAll('@', '@\u2060');

export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${heads.join(' | ')} |`,
  `|${heads.map(() => ' --- |').join('')}`,
  ...rows.map((cells) => `| ${cells.join(' | ')} |`),
  '',
];
