import { existsSync, readdirSync, readFileSync } from 'node:fs';
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

/** The table of what is read from outside: who reads it, and the test that tries it with something wrong. */
const read = said
  .split('## What is read from outside')[1]!
  .split('\n## ')[0]!
  .split('\n')
  .filter((line) => line.startsWith('| ') && line.includes('`'))
  .map((line) => {
    const [, what = '', readers = '', tests = ''] = line.split('|');
    return { what: what.trim(), readers: paths(readers), tests: paths(tests) };
  });

function paths(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+\.ts)`/g)].map(([, path]) => path!);
}

test('each parser has a test that tries it with what no honest writer writes', () => {
  expect(read.length).toBeGreaterThan(20);
  const without = read.filter(({ readers, tests }) => {
    const missing = [...readers, ...tests].filter((path) => !existsSync(join(ROOT, path)));
    const fuzzes = tests.some((path) => {
      const source = readFileSync(join(ROOT, path), 'utf8');
      return /\bfc\.assert\(|mangle\(/.test(source) && named.some(({ file }) => file === path);
    });
    return readers.length === 0 || missing.length > 0 || !fuzzes;
  });
  expect(without).toEqual([]);
});

/** They read what processes of their own lab, of this harness or the engine of its containers wrote, or the harness's own files. */
const OWN = [
  /^lab\/cloud\//,
  /^lab\/faults\/trouble\//,
  /^lab\/docker\/image\/build\.ts$/,
  /^harness\/bench\//,
  /^harness\/nightly\/left\.ts$/,
  /^harness\/checks\/(setting|suites\/.*)\.ts$/,
  /^harness\/cli\/version\.ts$/,
  /^harness\/selftest\/trial\.ts$/,
  /^reports\/(html\/explorer\/client\/unpack|live\/following)\.ts$/,
];

test('whoever reads JSON or YAML stands in the table', () => {
  const files = ['harness', 'lab', 'traffic', 'reports'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file}`)
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|-for-test\.ts$|\/testing\//.test(file)),
  );
  const readers = files.filter((file) =>
    /\bJSON\.parse\(|\bparseDocument\(/.test(readFileSync(join(ROOT, file), 'utf8')),
  );
  const listed = read.flatMap((row) => row.readers);
  expect(readers.length).toBeGreaterThan(20);
  expect(readers.filter((file) => !listed.includes(file) && !OWN.some((own) => own.test(file)))).toEqual([]);
});
