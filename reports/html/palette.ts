/** Colours by what they mean. Every text colour has a contrast of at least 4.5 : 1 wherever it stands. */

export const LIGHT = {
  ground: '#f7f7f5',
  surface: '#ffffff',
  sunken: '#f0f1ef',
  ink: '#16191d',
  soft: '#565e68',
  line: '#dfe1e4',
  strong: '#b9bec5',
  accent: '#2456c7',
  good: '#17703a',
  bad: '#b91c1c',
  doubt: '#8a5300',
  'good-tint': '#e9f5ed',
  'bad-tint': '#fdeeed',
  'doubt-tint': '#fdf4e1',
  'accent-tint': '#e6edfb',
  old: '#8b939d',
  'server-1': '#2456c7',
  'server-2': '#6f93e4',
  'server-3': '#b5c8f3',
  'server-4': '#143480',
  'server-5': '#8fa0bd',
  'server-6': '#4a5f87',
};

export const DARK: typeof LIGHT = {
  ground: '#0f1215',
  surface: '#161a1f',
  sunken: '#1d2228',
  ink: '#e7eaed',
  soft: '#9ea7b1',
  line: '#2a3038',
  strong: '#4a535e',
  accent: '#8fb3ff',
  good: '#5fd08a',
  bad: '#ff8a80',
  doubt: '#eab54d',
  'good-tint': '#12271b',
  'bad-tint': '#321718',
  'doubt-tint': '#2c2210',
  'accent-tint': '#19243c',
  old: '#7d8792',
  'server-1': '#8fb3ff',
  'server-2': '#5279d6',
  'server-3': '#2f4c92',
  'server-4': '#c6d8ff',
  'server-5': '#66758f',
  'server-6': '#a3b3d1',
};

const variables = (colours: typeof LIGHT, scheme: 'light' | 'dark'): string =>
  `color-scheme:${scheme};` +
  Object.entries(colours)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join('');

/** The reader's system decides, a choice made on the page wins, paper is always light. */
export const palette = `
:root{${variables(LIGHT, 'light')}}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){${variables(DARK, 'dark')}}}
@media screen{:root[data-theme=dark]{${variables(DARK, 'dark')}}}
`;
