import { appendFileSync, mkdtempDisposableSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Tail } from './tail.ts';

const text = fc.stringMatching(/^[a-z]{0,30}$/);
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('append' as const), text }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('line' as const), text }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'read' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'move' as const }) },
);

test('every line that came since is read once, however it was written and the file moved', () => {
  fc.assert(
    fc.property(text, fc.array(act, { maxLength: 40 }), (before, acts) => {
      using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-tail-'));
      const file = join(folder.path, 'log');
      writeFileSync(file, `before\n${before}`);
      using tail = new Tail(file);
      const read: string[] = [];
      let written = '';
      for (const one of acts) {
        if (one.kind === 'read') read.push(...tail.read());
        else if (one.kind === 'move') {
          // Who writes whole lines moves a file aside only after a whole line, and we have looked since it last did.
          appendFileSync(file, 'last\n');
          written += 'last\n';
          read.push(...tail.read());
          renameSync(file, `${file}.1`);
          writeFileSync(file, '');
        } else {
          const piece = one.kind === 'line' ? `${one.text}\n` : one.text;
          appendFileSync(file, piece);
          written += piece;
        }
      }
      read.push(...tail.read());
      const lines = written.split('\n').slice(0, -1);
      // The end of a line that had begun before is not a line.
      expect(read).toEqual(before === '' ? lines : lines.slice(1));
    }),
    { numRuns: 200 },
  );
});

test('what was written to a file just before it was moved aside is read', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-tail-'));
  const file = join(folder.path, 'log');
  writeFileSync(file, '');
  using tail = new Tail(file);
  appendFileSync(file, 'one\n');
  renameSync(file, `${file}.1`);
  appendFileSync(`${file}.1`, 'two\n');
  expect(tail.read()).toEqual(['one', 'two']);
  writeFileSync(file, 'three\n');
  expect(tail.read()).toEqual(['three']);
});

test('a file that is emptied in place is read from its beginning', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-tail-'));
  const file = join(folder.path, 'log');
  writeFileSync(file, 'before\n');
  using tail = new Tail(file);
  truncateSync(file);
  appendFileSync(file, 'a\n');
  expect(tail.read()).toEqual(['a']);
});
