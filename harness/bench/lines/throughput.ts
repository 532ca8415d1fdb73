import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { askChild } from '../child.ts';
import type { Effort, Line } from '../line.ts';
import type { SaturatedOrder } from '../messages.ts';
import { startProxy } from '../proxy.ts';
import { median } from '../statistics.ts';
import { whole } from '../wording.ts';
import { ensureWrk, wrkRate } from '../wrk.ts';

const CONNECTIONS = 64;
const WARM_UP_SECONDS = 1;
const MUST = { wrk: 0.8, autocannon: 1.2 };
const AUTOCANNON = fileURLToPath(import.meta.resolve('autocannon'));
const run = promisify(execFile);

export const againstWrk: Line = {
  name: 'wrk',
  what: 'requests recorded per second, one worker, keep-alive, divided by wrk (1 thread)',
  must: `≥ ${MUST.wrk}`,
  async measure(effort) {
    if (!ensureWrk()) return { skipped: 'wrk is not installed (apt-get install wrk)' };
    return await compare(effort, 'wrk', askWrk, MUST.wrk);
  },
};

export const againstAutocannon: Line = {
  name: 'autocannon',
  what: 'the same, divided by autocannon',
  must: `≥ ${MUST.autocannon}`,
  measure: (effort) => compare(effort, 'autocannon', askAutocannon, MUST.autocannon),
};

type Ask = (url: string, seconds: number) => Promise<number>;

/** In turn against the same HAProxy, so that whatever else the machine does meets both. */
async function compare({ quick, say }: Effort, peer: string, askPeer: Ask, must: number) {
  const [rounds, seconds] = quick ? [1, 1] : [5, 4];
  await using proxy = await startProxy();
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await askOurs(proxy.url, seconds));
    theirs.push(await askPeer(`${proxy.url}/`, seconds));
    say(`${whole(ours.at(-1)!)} a second, ${peer} ${whole(theirs.at(-1)!)}`);
  }
  const ratio = median(ours) / median(theirs);
  return {
    measured: `${whole(median(ours))} /s`,
    peers: `${peer} ${whole(median(theirs))} /s`,
    ratio: ratio.toFixed(2),
    met: ratio >= must,
  };
}

const askOurs: Ask = async (url, seconds) => {
  const order: SaturatedOrder = { url, connections: CONNECTIONS, warmUpSeconds: WARM_UP_SECONDS, seconds };
  return (await askChild<{ rate: number }>('saturated', order)).rate;
};

const askWrk: Ask = async (url, seconds) => {
  const { stdout } = await run('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, url]);
  const rate = wrkRate(stdout);
  if (rate === undefined) throw new Error(`expected "Requests/sec" from wrk, got ${stdout}`);
  return rate;
};

const askAutocannon: Ask = async (url, seconds) => {
  const warmUp = ['-W', '[', '-c', `${CONNECTIONS}`, '-d', `${WARM_UP_SECONDS}`, ']'];
  const load = ['-j', '-c', `${CONNECTIONS}`, '-d', `${seconds}`];
  const { stdout } = await run(process.execPath, [AUTOCANNON, ...warmUp, ...load, url]);
  const { requests, duration } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
    requests: { total: number };
    duration: number;
  };
  return requests.total / duration;
};
