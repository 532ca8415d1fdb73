import { NEVER } from '../../../traffic/ledger/index.ts';
import type { Line } from '../line.ts';
import { oneOperation } from '../profile.ts';
import { startProxy } from '../proxy.ts';
import { record, WARM_UP_US } from '../record.ts';
import { percentile } from '../statistics.ts';
import { inMs, whole } from '../wording.ts';

const RATE = 5_000;
const MUST_US = { p99: 1_000, p999: 5_000 };

export const lateness: Line = {
  name: 'lateness',
  what: `schedule lateness at ${whole(RATE)} req/s on one worker`,
  must: 'p99 ≤ 1 ms, p99.9 ≤ 5 ms',
  async measure({ quick }) {
    await using proxy = await startProxy();
    const { ledger, startedAt } = await record({
      url: proxy.url,
      profile: oneOperation(RATE),
      seconds: quick ? 2 : 20,
    });
    // One that was never sent counts as later than all others.
    const sorted = ledger.sent.filter((_, row) => ledger.intended[row]! - startedAt >= WARM_UP_US).sort();
    const sent = sorted.length - sorted.filter((late) => late === NEVER).length;
    const [p50, p99, p999] = [percentile(sorted, 0.5), percentile(sorted, 0.99), percentile(sorted, 0.999)];
    return {
      measured: `p50 ${inMs(p50)}, p99 ${inMs(p99)}, p99.9 ${inMs(p999)} ms; ${whole(sent)} of ${whole(sorted.length)} sent`,
      peers: '',
      ratio: '',
      met: p99 <= MUST_US.p99 && p999 <= MUST_US.p999,
    };
  },
};
