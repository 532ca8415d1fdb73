import { parentPort, workerData } from 'node:worker_threads';
import type { MannerName } from '../engine/testing/index.ts';
import { cannonade } from './autocannon.ts';
import { isStranger, PATIENCE_SECONDS, type Told } from './peer.ts';

const { address, manner } = workerData as { address: string; manner: MannerName };

let strangers = 0;
const ask = (path: string, mark: string) => ({
  path: `/${path}/${mark}`,
  onResponse: (_status: number, body: string) => {
    if (isStranger(body, mark)) strangers += 1;
  },
});
const requests = [ask(manner, 'it'), ask('ok', 'well')];
const load = { url: address, connections: 4, duration: 2, overallRate: 20, requests };
const counted = await cannonade(load, PATIENCE_SECONDS);
parentPort!.postMessage({
  answered: counted['2xx'] + counted.non2xx,
  errors: counted.errors,
  strangers,
} satisfies Told);
