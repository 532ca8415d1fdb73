import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { counterIn } from './counter.ts';

test('each count is on the file when the call returns, and a later process goes on from it', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-counter-'));
  const file = join(folder.path, 'unit.17');
  const first = counterIn(file);
  for (let number = 1; number <= 12; number += 1) {
    first();
    expect(readFileSync(file, 'utf8')).toBe(`${number}\n`);
  }
  const second = counterIn(file);
  second();
  expect(readFileSync(file, 'utf8')).toBe('13\n');
});
