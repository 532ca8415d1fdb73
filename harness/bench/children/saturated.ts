import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saturate } from '../../../traffic/index.ts';
import type { SaturatedOrder } from '../messages.ts';
import { oneOperation } from '../profile.ts';

/** Records as many requests as it can and tells how many a second. */

const { url, connections, warmUpSeconds, seconds } = JSON.parse(process.argv[2]!) as SaturatedOrder;
using folder = mkdtempDisposableSync(join(tmpdir(), 'unbroken-bench-'));
let warm: { ok: number; at: number } | undefined;
let rate = 0;
const totals = await saturate({
  targets: { bench: url },
  profile: oneOperation(1),
  folder: folder.path,
  outstanding: connections,
  enough: ({ ok }, at) => {
    if (at >= warmUpSeconds) warm ??= { ok, at };
    if (warm && at > warm.at) rate = (ok - warm.ok) / (at - warm.at);
    return at >= warmUpSeconds + seconds;
  },
});
if (totals.ok !== totals.intended) throw new Error(`expected nothing but good answers, got ${JSON.stringify(totals)}`);
process.send!({ rate }, () => process.disconnect());
