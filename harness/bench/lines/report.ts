import { execFile } from 'node:child_process';
import { mkdtempDisposable, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { askChild } from '../child.ts';
import type { Line } from '../line.ts';
import type { RunFolderOrder, ShowingOrder, Shown } from '../messages.ts';
import { median } from '../statistics.ts';
import { whole } from '../wording.ts';

const COMMAND = fileURLToPath(new URL('../../../bin/unbroken.ts', import.meta.url));
const MUST = { megabytes: 10, firstPaintMs: 1000, timelineMs: 2000 };

const reportOf = (name: string, rows: number): Line => ({
  name,
  what: `report of ${whole(rows)} requests: size; in Chromium until the first screen, until the timeline can be used`,
  must: `≤ ${MUST.megabytes} MB, < ${MUST.firstPaintMs / 1000} s, < ${MUST.timelineMs / 1000} s`,
  async measure({ quick, say }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-'));
    const order: RunFolderOrder = { folder: folder.path, rows: quick ? rows / 20 : rows, eventful: true };
    const written = await askChild<{ rows: number }>('run-folder', order);
    say(`${whole(written.rows)} rows`);
    const began = performance.now();
    await judge(folder.path);
    say(`judged and reported in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const file = join(folder.path, 'report.html');
    const megabytes = (await stat(file)).size / 1e6;
    const showing: ShowingOrder = { file, rounds: quick ? 1 : 5 };
    const shown = await askChild<Shown[]>('showing', showing);
    const firstPaint = median(shown.map((each) => each.firstPaint));
    const timeline = median(shown.map((each) => each.timeline));
    return {
      measured: `${megabytes.toFixed(1)} MB, ${(firstPaint / 1000).toFixed(2)} s, ${(timeline / 1000).toFixed(2)} s`,
      peers: '',
      ratio: '',
      met: megabytes <= MUST.megabytes && firstPaint < MUST.firstPaintMs && timeline < MUST.timelineMs,
    };
  },
});

export const report = reportOf('report', 1_000_000);
export const longReport = reportOf('long-report', 10_000_000);

/** The run that is judged is refused, which is told by the exit code. */
const judge = (folder: string): Promise<void> =>
  promisify(execFile)(process.execPath, [COMMAND, 'judge', folder]).then(
    () => undefined,
    (error: { readonly code?: unknown; readonly message: string }) => {
      if (error.code !== 1) throw new Error(error.message);
    },
  );
