import { setTimeout as pause } from 'node:timers/promises';
import { type Child, profileOf, runTrial, startChild } from '../engine/testing/index.ts';
import { type Cannonade, cannonade } from './autocannon.ts';

/** A server that stands still for a while under load, and what is reported of it. */

export const RATE = 200;
export const SECONDS = 20;
export const STALL_SECONDS = 7;
const BEFORE_SECONDS = 5;

/**
 * The latency, in seconds, that a share of all requests reaches. Whoever comes x seconds before the end of a stall waits
 * for x; with arrivals spread evenly over the whole time, a share of (stall − x) / whole waits for longer than x.
 */
export function latencyByArithmetic(share: number, stall: number, whole: number): number {
  return Math.max(0, stall - (1 - share) * whole);
}

export interface Percentiles {
  /** Of the latency, in seconds. */
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

async function startServer(): Promise<Child> {
  return startChild(`
    import { createServer } from 'node:http';
    const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => response.end('{}'));
    server.listen({ port: 0, host: '127.77.0.7', backlog: 4096 }, () => process.stdout.write(server.address().port + '\\n'));
  `);
}

async function standStill({ process: server }: Child): Promise<void> {
  await pause(BEFORE_SECONDS * 1000);
  server.kill('SIGSTOP');
  await pause(STALL_SECONDS * 1000);
  server.kill('SIGCONT');
}

/** What the ledger says, and over how many seconds the requests were spread. */
export async function openLoop(): Promise<Percentiles & { readonly whole: number }> {
  await using server = await startServer();
  const operations = { it: { weight: 1, request: 'GET /' } };
  const lanes = { kept: { share: 1, connection: 'keep-alive' } };
  const profile = profileOf({ operations, lanes, rate: RATE, timeoutSeconds: 60, maxOutstanding: 10_000 });
  const stall = standStill(server);
  const until = ({ intended }: { intended: number }) => intended >= RATE * SECONDS;
  const { ledger } = await runTrial({ target: `http://127.77.0.7:${server.said}`, profile, graceMs: 60_000, until });
  await stall;
  const sorted = ledger.end.toSorted();
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]! / 1_000_000;
  return { p99: at(0.99), p999: at(0.999), max: at(1), whole: ledger.count / RATE };
}

/** What autocannon says of the same. */
export async function closedLoop(): Promise<Percentiles> {
  await using server = await startServer();
  const stall = standStill(server);
  const url = `http://127.77.0.7:${server.said}`;
  const result: Cannonade = await cannonade({ url, connections: 10, duration: SECONDS, overallRate: RATE }, 60);
  await stall;
  const { p99, p99_9, max } = result.latency;
  return { p99: p99 / 1000, p999: p99_9 / 1000, max: max / 1000 };
}
