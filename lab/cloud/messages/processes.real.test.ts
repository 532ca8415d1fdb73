import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openBus } from './index.ts';

function benchForTest() {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  const file = join(folder, 'bus.db');
  const stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(folder, { recursive: true }));
  return {
    file,
    bus: stack.use(openBus(file, 'sender')),
    startReader(name: string) {
      const child = spawn(process.execPath, [join(import.meta.dirname, 'reader-for-test.ts'), file, name], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const exit = once(child, 'exit');
      let output = '';
      child.stdout.on('data', (chunk) => (output += chunk));
      const kill = async () => {
        child.kill('SIGKILL');
        await exit;
      };
      stack.defer(kill);
      return { lines: () => output.split('\n'), kill };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

test('what a killed process had in hand is done by another', async () => {
  await using bench = benchForTest();
  const first = bench.startReader('first');
  const answer = bench.bus.call('work', 'hang', '1.0', 'a', 30_000);
  answer.catch(() => undefined);
  bench.bus.cast('work', 'do', '1.0', 'b');
  await expect.poll(first.lines).toContain('hang a');
  await first.kill();
  const second = bench.startReader('second');
  // The one that nobody had in hand first; the other when the dead reader's lease has ended.
  await expect.poll(second.lines, { timeout: 20_000 }).toEqual(['ready', 'do b', 'hang a', '']);
});

test('many processes open one file at the same time', async () => {
  await using bench = benchForTest();
  const names = Array.from({ length: 8 }, (_, index) => `reader${index}`);
  const readers = names.map((name) => bench.startReader(name));
  for (const reader of readers) await expect.poll(reader.lines, { timeout: 20_000 }).toContain('ready');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => bench.bus.call('work', 'do', '1.0', index, 30_000)),
  );
  expect(answers.map((answer) => String(answer).replace(/^reader\d did /, ''))).toEqual(
    Array.from({ length: 50 }, (_, index) => String(index)),
  );
});
