import { UsageError } from '../error.ts';

const BEGIN = '<!-- bench: what stands from here is written by `npm run bench -- --markdown` -->';
const END = '<!-- bench: to here -->';

/** The page with what stands between its two marks replaced. */
export function withTable(page: string, generated: string): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin === -1 || end < begin)
    throw new UsageError('bad-option', `--markdown: expected a page with the lines "${BEGIN}" and "${END}" in it`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${generated}\n${page.slice(end)}`;
}
