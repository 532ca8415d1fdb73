import { execFile } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { launch } from '../../../reports/testing/index.ts';
import { nights } from '../../judge/testing/index.ts';
import type { Line } from '../line.ts';
import { median } from '../statistics.ts';
import { whole } from '../wording.ts';

const COMMAND = fileURLToPath(new URL('../../../bin/unbroken', import.meta.url));
const NIGHTS = 200;
const MUST = { openSeconds: 2, writeSeconds: 10 };
/** Laid out and painted: the frame after the one in which it was loaded. */
const PAINTED = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

export const history: Line = {
  name: 'history',
  what: `history of ${NIGHTS} runs: opened in Chromium until it is painted; written by the command`,
  must: `≤ ${MUST.openSeconds} s; ≤ ${MUST.writeSeconds} s`,
  async measure({ quick, say }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-'));
    for (const judgement of nights(NIGHTS)) {
      const run = join(folder.path, judgement.run.name);
      mkdirSync(run);
      writeFileSync(join(run, 'verdict.json'), JSON.stringify(judgement));
    }
    const write = await seconds(() => promisify(execFile)(COMMAND, ['history', folder.path]));
    const page = join(folder.path, 'index.html');
    const rounds = Array.from({ length: quick ? 1 : 5 });
    const opened: number[] = [];
    await using browser = await launch();
    for (const _ of rounds) opened.push(await opening(browser, pathToFileURL(page).href));
    say(`opened in ${opened.map((each) => each.toFixed(2)).join(', ')} s`);
    const open = median(opened);
    return {
      measured: `${open.toFixed(2)} s; ${write.toFixed(1)} s; ${whole(statSync(page).size / 1024)} KiB`,
      peers: '',
      ratio: '',
      met: open <= MUST.openSeconds && write <= MUST.writeSeconds,
    };
  },
};

async function opening(browser: Awaited<ReturnType<typeof launch>>, address: string): Promise<number> {
  const page = await browser.newPage();
  const taken = await seconds(async () => {
    await page.goto(address);
    await page.evaluate(PAINTED);
  });
  await page.close();
  return taken;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
