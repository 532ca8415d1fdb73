import { execFile } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const COMMAND = fileURLToPath(new URL('../../bin/bench.ts', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bench(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('a line is measured, printed and written where it was asked for', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'bench-'));
  const file = join(folder.path, 'bench.json');
  const { stdout } = await bench(['--only', 'ledger', '--quick', '--json', file]);
  expect(stdout).toMatch(/^what +measured +peers +ratio +must +met\nledger: .*44\.\d\d bytes/);
  const { machine, quick, results } = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(machine)).toEqual(['processor', 'memory', 'kernel', 'Node', 'HAProxy', 'wrk', 'autocannon']);
  expect(quick).toBe(true);
  expect(results).toHaveLength(1);
});

test('wrong options cost nothing but the answer', async () => {
  const { code, stderr, stdout } = await bench(['--only', 'everything']);
  expect([code, stdout]).toEqual([64, '']);
  expect(stderr).toContain('--only: expected one of wrk, autocannon');
});
