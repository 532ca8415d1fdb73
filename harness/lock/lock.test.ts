import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { mutated } from '../../lab/testing/index.ts';
import { claim, type Held } from './claims.ts';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
});
test.afterEach(() => rmSync(folder, { recursive: true }));

/** Pids end at 2²² on Linux: nobody has this one. */
const DEAD = { holder: { pid: 4_194_999, startTime: 1 }, command: 'certify', run: 'runs/dead' };

function won(outcome: ReturnType<typeof claim>): Held {
  if ('lostTo' in outcome) throw new Error('expected to win');
  return outcome.won;
}

test('one holds; who comes second learns who, and may when the first is done', () => {
  {
    using first = won(claim(folder, 'certify keystone'));
    first.name('runs/one');
    expect(claim(folder, 'restore')).toMatchObject({
      lostTo: { holder: { pid: process.pid }, command: 'certify keystone', run: 'runs/one' },
    });
  }
  using _second = won(claim(folder, 'restore'));
});

test('the claim of a dead process is taken over, and leaves nothing', () => {
  writeFileSync(join(folder, 'harness-7.lock'), JSON.stringify(DEAD));
  {
    using _taken = won(claim(folder, 'restore'));
    expect(readdirSync(folder)).toEqual(['harness-8.lock']);
  }
  expect(readdirSync(folder)).toEqual([]);
});

test('a process that merely got the same pid does not hold', () => {
  writeFileSync(
    join(folder, 'harness-1.lock'),
    JSON.stringify({ ...DEAD, holder: { pid: process.pid, startTime: 1 } }),
  );
  using _taken = won(claim(folder, 'restore'));
});

test('a claim that cannot be read holds nothing', () => {
  writeFileSync(join(folder, 'harness-1.lock'), '{"holder":');
  using _taken = won(claim(folder, 'restore'));
});

test('a claim with something wrong in it holds nobody up', () => {
  // No process has run for as long.
  const real = JSON.stringify({ ...DEAD, holder: { pid: 4_194_999, startTime: 123_456_789_012_345 } });
  fc.assert(
    fc.property(fc.oneof(mutated(real), fc.string({ unit: 'binary' })), (text) => {
      writeFileSync(join(folder, 'harness-1.lock'), text);
      {
        using _taken = won(claim(folder, 'restore'));
      }
      expect(readdirSync(folder)).toEqual([]);
    }),
  );
});
