import type { AddressInfo } from 'node:net';
import { OUTCOMES } from '../../../traffic/ledger/index.ts';
import { type Child, startChild } from '../child.ts';
import type { Line } from '../line.ts';
import { oneOperation } from '../profile.ts';
import { record } from '../record.ts';

const RATE = 500;
const MUST_MS = 20;
/** From what must be found to what chance hides: at 500 req/s none comes in 5 ms one time in twelve. */
const LENGTHS_MS = [20, 15, 10, 7, 5];
const SECONDS = 1;
const FAILED = OUTCOMES.indexOf('failed');

export const outage: Line = {
  name: 'outage',
  what: `shortest planted outage found in 20 of 20 runs at ${RATE} req/s`,
  must: `≤ ${MUST_MS} ms`,
  async measure({ quick, say }) {
    await using server = startChild('outage', {});
    const { address, port } = await server.hear<AddressInfo>();
    const runs = quick ? 2 : 20;
    const tried: string[] = [];
    let shortest: number | undefined;
    for (const milliseconds of quick ? LENGTHS_MS.slice(0, 1) : LENGTHS_MS) {
      let found = 0;
      for (let run = 0; run < runs; run += 1)
        if (await finds(server, `http://${address}:${port}`, milliseconds, run)) found += 1;
      tried.push(`${milliseconds} ms ${found} of ${runs}`);
      say(tried.at(-1)!);
      if (found < runs) break;
      shortest = milliseconds;
    }
    return {
      measured: `${shortest === undefined ? 'none' : `${shortest} ms`} (${tried.join(', ')})`,
      peers: '',
      ratio: '',
      met: shortest !== undefined && shortest <= MUST_MS,
    };
  },
};

/** Nothing but the outage makes a request fail. */
async function finds(server: Child, url: string, milliseconds: number, seed: number): Promise<boolean> {
  const begun = () => server.tell({ milliseconds });
  const { ledger } = await record({ url, profile: oneOperation(RATE), seconds: SECONDS, seed, begun });
  return ledger.outcome.includes(FAILED);
}
