import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, test } from '@playwright/test';

/** Starts two, tells their pids, and waits for its end. */
const KEEPER = `
  import { readFileSync } from 'node:fs';
  import { startHogs } from ${JSON.stringify(import.meta.resolve('./hog.ts'))};
  using hogs = startHogs(2);
  console.log(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim());
  await new Promise((resolve) => process.stdin.on('end', resolve).resume());
`;

const keeper = async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', KEEPER], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [pids] = await once(child.stdout, 'data');
  return { child, hogs: String(pids).trim().split(' ') };
};

for (const [how, end] of [
  ['it ends', ({ stdin }) => stdin?.end()],
  ['it is killed', (child) => child.kill('SIGKILL')],
] satisfies [string, (child: Awaited<ReturnType<typeof keeper>>['child']) => unknown][])
  test(`what keeps cores busy is gone when ${how}`, async () => {
    const { child, hogs } = await keeper();
    expect(hogs).toHaveLength(2);
    expect(hogs.filter((pid) => existsSync(`/proc/${pid}`))).toEqual(hogs);
    end(child);
    await expect.poll(() => hogs.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 30_000 }).toEqual([]);
  });
