import { brief, type Content, count, type Markup, markup, printable } from '../words/index.ts';

/** Small pieces of the page that many sections use. */

const NAME_LIMIT = 120;

/** A name from outside: its own reading direction, one line, never longer than a line may be. */
export const name = (text: string | null | undefined, otherwise: Content = '–'): Markup =>
  text === null || text === undefined ? markup`${otherwise}` : markup`<bdi>${brief(text, NAME_LIMIT)}</bdi>`;

/** A count that stays quiet at zero and is loud above it. */
export const alarming = (value: number, tone: 'hot' | 'warm' = 'hot'): Markup =>
  markup`<span class="${value === 0 ? 'zero' : tone}">${count(value)}</span>`;

export const stepId = (step: string): string => `step-${printable(step).replace(/\s+/g, '_')}`;

export const stepLink = (step: string | null, otherwise: Content = '–'): Markup =>
  step === null ? markup`${otherwise}` : markup`<a href="#${stepId(step)}">${brief(step, 20)}</a>`;

/** A path beside this page is no address: what has a meaning in one is written as it must be there. */
export const href = (path: string): string => `./${path.split('/').map(encodeURIComponent).join('/')}`;

export const section = (id: string, title: Content, ...contents: readonly Content[]): Markup =>
  markup`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${contents}</section>`;

export const aside = (text: Content): Markup => markup`<p class="aside">${text}</p>`;

export const nothing = (text: Content): Markup => markup`<p class="none">${text}</p>`;

export const folded = (summary: Content, content: Content): Markup =>
  markup`<details><summary>${summary}</summary>${content}</details>`;

/** Terms and what they stand for. */
export const terms = (kind: string, entries: readonly (readonly [Content, Content])[]): Markup =>
  markup`<dl class="${kind}">${entries.map(([term, value]) => markup`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
