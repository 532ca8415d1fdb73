import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';

const CLAIMS = new URL('./claims.ts', import.meta.url).href;
const CONTENDERS = 8;

test('of many processes that find a dead holder at the same moment, exactly one gets the lab', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lock-'));
  writeFileSync(
    join(folder, 'harness-1.lock'),
    JSON.stringify({ holder: { pid: 4_194_999, startTime: 1 }, command: 'certify', run: null }),
  );
  const code = `
    const { claim } = await import(${JSON.stringify(CLAIMS)});
    process.stdin.once('data', () => {
      const outcome = claim(${JSON.stringify(folder)}, 'contender');
      console.log('won' in outcome ? 'won' : 'lost');
      process.stdin.once('data', () => process.exit());
    });
    console.log('ready');`;
  const contenders = Array.from({ length: CONTENDERS }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const gone = contenders.map((child) => once(child, 'exit'));
  try {
    const lines = contenders.map((child) => createInterface(child.stdout)[Symbol.asyncIterator]());
    const say = () => Promise.all(lines.map(async (line) => (await line.next()).value));
    expect(await say()).toEqual(contenders.map(() => 'ready'));
    for (const child of contenders) child.stdin.write('go\n');
    expect((await say()).filter((answer) => answer === 'won')).toHaveLength(1);
  } finally {
    for (const child of contenders) child.kill('SIGKILL');
    await Promise.all(gone);
    rmSync(folder, { recursive: true });
  }
});
