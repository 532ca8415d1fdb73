import { askChild } from '../child.ts';
import type { Line } from '../line.ts';
import type { HourOrder, Look } from '../messages.ts';
import { startProxy } from '../proxy.ts';
import { median, swing } from '../statistics.ts';
import { whole } from '../wording.ts';

const RATE = 500;
const MUST = 0.1;
const WARM_UP = 0.1;
const LOOKS = 40;

export const memory: Line = {
  name: 'memory',
  what: `memory held by a recorder over an hour’s schedule (${RATE} req/s) played at full speed`,
  must: 'flat, ± 10 %',
  async measure({ quick }) {
    const requests = RATE * (quick ? 60 : 3_600);
    await using proxy = await startProxy();
    const order: HourOrder = { url: proxy.url, requests, looks: LOOKS };
    const looks = await askChild<Look[]>('hour', order, ['--expose-gc']);
    const warm = looks.filter(({ share }) => share >= WARM_UP);
    const held = warm.map((look) => look.held);
    const resident = warm.map((look) => look.resident);
    const reach = swing(held);
    return {
      measured: `${median(held).toFixed(1)} MiB ± ${(reach * 100).toFixed(1)} % over ${whole(requests)} requests`,
      peers: `resident ${whole(Math.min(...resident))} to ${whole(Math.max(...resident))} MiB`,
      ratio: '',
      met: reach <= MUST,
    };
  },
};
