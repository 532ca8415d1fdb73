import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../error.ts';
import { allOrFirstError, type RunOn } from '../local/index.ts';

interface Named {
  readonly name: string;
}

/** One after the other, so that the address begins on the first. */
export async function startBalancers(seats: readonly Named[], virtual: string, run: RunOn<Named>): Promise<void> {
  const [first] = seats;
  await allOrFirstError(seats.map((seat) => run(seat, ['service', 'haproxy', 'start'], {})));
  for (const seat of seats) {
    await run(seat, ['service', 'keepalived', 'start'], {});
    if (seat === first) await run(seat, ['timeout', '20', 'sh', '-c', untilItHas(virtual)], {});
  }
}

const untilItHas = (address: string) =>
  `until ip -brief address show eth0 | grep -qF ' ${address}/'; do sleep 0.05; done`;

const ANSWER_LIMIT_MS = 20_000;

/** Until one of them has the address, and what is behind it answers. */
export async function untilItAnswers(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + ANSWER_LIMIT_MS;
  for (;;) {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(1_000)]);
    const status = await fetch(url, { signal: limit }).then(statusOf, () => undefined);
    signal.throwIfAborted();
    if (status !== undefined && status < 500) return;
    if (performance.now() > deadline)
      throw new LabError(
        'haproxy-failed',
        `Expected one of the load balancers to take the address and answer at ${url}, got ${status ?? 'no answer'} in ${ANSWER_LIMIT_MS / 1000} s`,
        { fix: 'Look at var/log/keepalived.log and haproxy.log of the load balancers: unbroken lab logs lb1' },
      );
    await delay(50, undefined, { signal });
  }
}

async function statusOf(response: Response): Promise<number> {
  await response.arrayBuffer();
  return response.status;
}
