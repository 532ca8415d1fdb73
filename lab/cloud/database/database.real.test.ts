import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@playwright/test';

const ROUNDS = 300;

test('nobody is turned away from a new file that many open at the same moment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unbroken-test-'));
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const program = join(import.meta.dirname, 'opener-for-test.ts');
  const openers = Array.from(
    { length: 4 },
    () => new Worker(program, { workerData: { gate, folder, rounds: ROUNDS } }),
  );
  try {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const outcomes = Promise.all(openers.map((opener) => once(opener, 'message')));
      Atomics.store(gate, 0, round);
      Atomics.notify(gate, 0);
      expect((await outcomes).flat(), `file ${round}`).toEqual([undefined, undefined, undefined, undefined]);
    }
  } finally {
    await Promise.all(openers.map((opener) => opener.terminate()));
    rmSync(folder, { recursive: true });
  }
});
