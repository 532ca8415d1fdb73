import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { UsageError } from '../error.ts';
import { readDocument } from './index.ts';

const Schema = z.strictObject({ release: z.string(), upgrade: z.strictObject({ batch: z.number() }) });

function complaint(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'document-'));
  const file = join(folder, 'lab.yaml');
  writeFileSync(file, text);
  try {
    readDocument(file, Schema);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message.replaceAll(file, 'lab.yaml');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a document that fits gives its value', () => {
  expect(complaint('release: "2024.10"\nupgrade:\n  batch: 2\n')).toBe('');
});

test('a wrong value is told with its line and column', () => {
  expect(complaint('release: "1"\nupgrade:\n  batch: two\n')).toBe(
    'lab.yaml:3:10: upgrade.batch: expected number, received string',
  );
});

test('an unquoted release is explained', () => {
  expect(complaint('release: 2024.10\nupgrade:\n  batch: 2\n')).toContain(
    'lab.yaml:1:10: release: expected string, received number (unquoted',
  );
});

test('a missing key is told where it belongs, an unknown one by its name', () => {
  expect(complaint('release: "1"\nupgrade: {}\n')).toContain(
    'lab.yaml:2:10: upgrade.batch: expected number, received undefined',
  );
  expect(complaint('release: "1"\nupgrade: { batch: 1, bach: 2 }\n')).toContain('bach');
});

test('what is not YAML is told with its place, every fault of it', () => {
  expect(complaint('release: [1\nupgrade: }')).toMatch(/^lab\.yaml:\d+:\d+: not YAML: /);
});

test('a missing file is one line', () => {
  expect(() => readDocument('/nowhere/lab.yaml', Schema)).toThrow('/nowhere/lab.yaml: cannot be read (ENOENT)');
});
