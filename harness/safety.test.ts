import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

/** docs/safety.md names the tests that hold it. They must be there. */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(ROOT, 'docs/safety.md'), 'utf8');
const [said = '', held = ''] = text.split('\n## The tests that hold this\n');
const named = [...held.matchAll(/^- `([^`]+)`: (.+)$/gm)].map(([, file = '', title = '']) => ({ file, title }));

/** What a loop puts into a title may be anything. */
function titlesIn(file: string): RegExp[] {
  const path = join(ROOT, file);
  const source = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return [...source.matchAll(/\btest\(\s*(['"`])(.+?)\1,/g)].map(([, , title = '']) => {
    const parts = title.split(/\$\{[^}]+\}/).map((part) => RegExp.escape(part));
    return new RegExp(`^${parts.join('.+')}$`);
  });
}

const exists = ({ file, title }: { file: string; title: string }): boolean =>
  titlesIn(file).some((pattern) => pattern.test(title));

test('every test that is named exists', () => {
  expect(named.length).toBeGreaterThan(40);
  expect(held.split('\n').filter((line) => line.startsWith('-'))).toHaveLength(named.length);
  expect(named.filter((one) => !exists(one))).toEqual([]);
});

test('what does not exist is found out', () => {
  const { file, title } = named[0]!;
  expect(exists({ file, title: `${title}, and flies` })).toBe(false);
  expect(exists({ file: 'harness/fly.test.ts', title })).toBe(false);
});

test('every chapter has tests', () => {
  const chapters = [...said.matchAll(/^##+ (.+)$/gm)].map(([, title]) => title!);
  const groups = [...held.matchAll(/^(.+):\n\n- /gm)].map(([, title]) => title!);
  expect(groups).toEqual(chapters);
});
