import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saturate } from '../../../traffic/index.ts';
import type { HourOrder, Look } from '../messages.ts';
import { oneOperation } from '../profile.ts';

/** Records so many requests as fast as it can, and looks at its own memory on the way. Needs `--expose-gc`. */

const MIB = 2 ** 20;
const { url, requests, looks } = JSON.parse(process.argv[2]!) as HourOrder;
using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-bench-'));
const seen: Look[] = [];
await saturate({
  targets: { bench: url },
  // A text of its own for each request, as most operations have it.
  profile: oneOperation(1, { operations: { get: { weight: 1, request: 'GET /${mark}' } } }),
  folder: folder.path,
  outstanding: 64,
  enough: ({ intended }) => {
    const share = intended / requests;
    if (share * looks >= seen.length) seen.push(look(share));
    return share >= 1;
  },
});
process.send!(seen, () => process.disconnect());

function look(share: number): Look {
  globalThis.gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { share, held: (heapUsed + external) / MIB, resident: rss / MIB };
}
