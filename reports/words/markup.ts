import { printable } from './text.ts';

/** Text that is markup already. Only the `markup` tag makes it, so nothing gets in unescaped by accident. */
export class Markup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type Content = Markup | string | number | null | undefined | false | readonly Content[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Fit for text and for quoted attributes, in HTML, SVG and XML alike. */
export const escaped = (text: string): string => printable(text).replace(/[&<>"']/g, (found) => ENTITIES[found]!);

const written = (content: Content): string => {
  if (content instanceof Markup) return content.source;
  if (Array.isArray(content)) return content.map(written).join('');
  if (content === null || content === undefined || content === false) return '';
  return escaped(String(content));
};

/** `markup`<b>${anything}</b>`` escapes what is put in, except other markup. Lists are joined; null and false are nothing. */
export const markup = (fixed: TemplateStringsArray, ...contents: readonly Content[]): Markup =>
  new Markup(fixed.reduce((sofar, next, i) => sofar + written(contents[i - 1]) + next));
