import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ownFiles } from './own-files.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-files-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string, content = ''): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

test('files of the occasion, by their whole path', () => {
  const files = [file('a.mts'), file('b.after.mts')];
  expect(ownFiles(files, 'before')).toEqual(files.slice(0, 1));
  expect(ownFiles(files, 'after')).toEqual(files);
});

test('one that is missing, and one that is no module, are told with what to do', () => {
  expect(() => ownFiles([join(folder, 'none.mts')], 'before')).toThrow(`no file of checks at ${folder}/none.mts`);
  const plain = file('mine.check.ts');
  expect(() => ownFiles([plain], 'before')).toThrow('would not be loaded as a module');
});

test('a folder whose package.json says so has modules in it', () => {
  file('package.json', '{ "type": "module" }');
  const plain = file('mine.check.ts');
  expect(ownFiles([plain], 'before')).toEqual([plain]);
});
