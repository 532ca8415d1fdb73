import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askChild } from '../child.ts';
import type { Line } from '../line.ts';
import type { Judged, RunFolderOrder } from '../messages.ts';
import { whole } from '../wording.ts';

const ROWS = 10_000_000;
const MUST = { seconds: 15, mib: 1024 };

export const judging: Line = {
  name: 'judging',
  what: `judging ${whole(ROWS)} rows with all rules, from the files to the verdict`,
  must: `≤ ${MUST.seconds} s, ≤ 1 GiB`,
  async measure({ quick, say }) {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'unbroken-bench-'));
    const order: RunFolderOrder = { folder: folder.path, rows: quick ? ROWS / 20 : ROWS };
    const { rows, events } = await askChild<{ rows: number; events: number }>('run-folder', order);
    say(`${whole(rows)} rows, ${whole(events)} events`);
    const { verdict, sentence, readSeconds, seconds, cpuSeconds, peakMiB } = await askChild<Judged>('judging', order);
    say(`${verdict}: ${sentence}`);
    return {
      measured: `${seconds.toFixed(1)} s (${readSeconds.toFixed(1)} s of it reading; ${cpuSeconds.toFixed(1)} s of processor), ${whole(peakMiB)} MiB`,
      peers: '',
      ratio: '',
      met: seconds <= MUST.seconds && peakMiB <= MUST.mib,
    };
  },
};
