import { expect, test } from '@playwright/test';
import { openEndpoint } from '../canary/index.ts';
import { askCanary, type CanaryAsked } from './canary.ts';
import { clockSince } from './clock.ts';
import { openZoo, profileOf, runTrial, startChild } from './testing/index.ts';

/** A canary that can't notice anything would be worse than none: each illness is planted. */

const clock = clockSince(process.hrtime.bigint());
const canaryAt = (address: string): CanaryAsked => askCanary({ canary: address, seed: 1, shard: 0 }, clock);

type Reading = ReturnType<CanaryAsked['read']>;

/** Readings until one is as wanted. */
async function until(canary: CanaryAsked, wanted: (reading: Reading) => boolean): Promise<Reading> {
  for (;;) {
    const reading = canary.read();
    if (wanted(reading)) return reading;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const well = ({ failed, worstMs }: Reading) => failed === 0 && worstMs !== null;

test('is well, on new connections and on standing ones, while the recorder is', async () => {
  await using zoo = await openZoo();
  const profile = profileOf({ operations: { bad: { weight: 1, request: 'GET /close/x' } } });
  let asked = 0;
  const { pulses } = await runTrial({
    target: zoo.address,
    profile,
    // Whatever the service does: here it closes all connections without an answer.
    until: ({ canary }) => {
      asked += canary.asked;
      return asked > 20;
    },
  });
  expect(pulses.map(({ canary }) => canary.failed)).toEqual(pulses.map(() => 0));
  expect(pulses.filter(({ canary }) => canary.worstMs !== null).length).toBeGreaterThan(0);
});

test('fails when its endpoint is gone', async () => {
  const endpoint = await openEndpoint();
  using canary = canaryAt(endpoint.address);
  await until(canary, well);
  await endpoint[Symbol.asyncDispose]();
  expect((await until(canary, ({ failed }) => failed > 3)).worstMs).toBeNull();
});

test('fails when its endpoint is frozen, and is well again after it', async () => {
  await using child = await startChild(`
    import { createServer } from 'node:http';
    const server = createServer((request, response) => response.end());
    server.listen(0, '127.77.0.6', () => process.stdout.write(server.address().port + '\\n'));
  `);
  using canary = canaryAt(`http://127.77.0.6:${child.said}`);
  await until(canary, well);
  child.process.kill('SIGSTOP');
  await until(canary, ({ failed }) => failed > 3);
  child.process.kill('SIGCONT');
  await until(canary, well);
});

test('is late when the event loop stood, by as long as it stood', async () => {
  await using endpoint = await openEndpoint();
  using canary = canaryAt(endpoint.address);
  await until(canary, well);
  const STOOD_MS = 900;
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STOOD_MS);
  // 20 are asked a second: that none was due in the first half second happens once in 20,000 times.
  await until(canary, ({ worstMs }) => (worstMs ?? 0) > 400);
});

test('asks about 20 times a second, at random moments', async () => {
  await using endpoint = await openEndpoint();
  using canary = canaryAt(endpoint.address);
  const began = clock();
  let asked = 0;
  await until(canary, (reading) => {
    asked += reading.asked;
    return asked >= 40;
  });
  const seconds = (clock() - began) / 1e6;
  // Poisson, six standard deviations.
  expect(Math.abs(asked - 20 * seconds)).toBeLessThan(6 * Math.sqrt(20 * seconds) + 6);
});
