import type { AddressInfo } from 'node:net';
import { startChild } from '../child.ts';
import type { Line } from '../line.ts';
import type { Taken } from '../messages.ts';
import { oneOperation } from '../profile.ts';
import { record, WARM_UP_US } from '../record.ts';
import { isNear, percentile } from '../statistics.ts';
import { inMs } from '../wording.ts';

const RATE = 500;
const TOLERANCE = { share: 0.02, amount: 200 };
const SHARES = [0.5, 0.99, 0.999];

export const truth: Line = {
  name: 'truth',
  what: 'latency against what the server knows that it took: p50, p99, p99.9',
  must: 'within 2 % or 0.2 ms',
  async measure({ quick }) {
    await using server = startChild('delays', {});
    const { address, port } = await server.hear<AddressInfo>();
    const profile = oneOperation(RATE, { operations: { get: { weight: 1, request: 'GET /${mark}' } } });
    const { ledger, startedAt } = await record({ url: `http://${address}:${port}`, profile, seconds: quick ? 3 : 30 });
    server.tell('done');
    const known = new Map(await server.hear<Taken[]>());
    if (known.size !== ledger.count)
      throw new Error(`expected as many rows as requests came to the server (${known.size}), got ${ledger.count}`);
    const warm = Array.from(ledger.sequence.keys()).filter((row) => ledger.intended[row]! - startedAt >= WARM_UP_US);
    const seen = Float64Array.from(warm, (row) => ledger.end[row]!).sort();
    const taken = Float64Array.from(warm, (row) => known.get(ledger.sequence[row]!)!).sort();
    const pairs = SHARES.map((share) => [percentile(seen, share), percentile(taken, share)] as const);
    return {
      measured: `${pairs.map(([value]) => inMs(value)).join(', ')} ms`,
      peers: `the server itself ${pairs.map(([, real]) => inMs(real)).join(', ')} ms`,
      ratio: pairs.map(([value, real]) => (value / real).toFixed(3)).join(', '),
      met: pairs.every(([value, real]) => isNear(value, real, TOLERANCE)),
    };
  },
};
