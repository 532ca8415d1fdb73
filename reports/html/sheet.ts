import { createHash } from 'node:crypto';
import { brief, type Content, Markup, markup } from '../words/index.ts';
import { style } from './style.ts';
import { themeScript } from './theme.ts';

/** What every page of ours has: one file that needs no network, with a policy that lets nothing else take effect. */
export interface Sheet {
  readonly title: string;
  /** Where the link for keyboards leads, and what it says. */
  readonly skip: readonly [id: string, text: string];
  readonly bar: readonly [kind: string, what: Content];
  /** More than what all pages look like. */
  readonly look?: string;
  /** More than the theme button. */
  readonly script?: string;
  /** Whether the script may ask where the page came from, and nowhere else. */
  readonly asks?: boolean;
  readonly top: Content;
  readonly navigation?: Content;
  readonly main: Content;
  readonly foot: Content;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const sheet = ({
  title,
  skip,
  bar,
  look = '',
  script = '',
  asks = false,
  top,
  navigation,
  main,
  foot,
}: Sheet): string => {
  const code = themeScript + script;
  const rules = style + look;
  const connect = asks ? " connect-src 'self';" : '';
  // Only this style and this script may ever take effect, whatever the evidence holds; nothing else may be fetched.
  const policy = `default-src 'none'; style-src ${hash(rules)}; script-src ${hash(code)};${connect} base-uri 'none'; form-action 'none'`;
  const { source } = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${brief(title, 160)}</title><style>${new Markup(rules)}</style></head><body><a class="skip" href="#${skip[0]}">${skip[1]}</a>
<header><div class="bar wrap"><b>Unbroken</b><span>${bar[0]}</span><span>${bar[1]}</span><span class="end"><button type="button" id="theme" hidden>Theme</button></span></div>
${top}</header>
${navigation}
<main class="wrap">
${main}
<footer>${foot}</footer></main>
<script>${new Markup(code)}</script></body></html>
`;
  return source;
};
