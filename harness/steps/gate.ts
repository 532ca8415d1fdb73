import type { TargetSpec } from '../../traffic/index.ts';
import { targetsThrough } from '../calls/index.ts';
import { StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { callerFor, callInOrder } from './calls.ts';
import { serviceOf } from './service.ts';
import { until } from './until.ts';

/**
 * Calls the service straight on the node, as a user would use it, until all of it works. An open port is not enough:
 * services are known to listen long before, or without ever, being able to answer.
 */
export async function passGate(bench: Bench, service: string, node: string): Promise<void> {
  const gate = bench.gates[service] ?? [];
  const direct = directly(bench, service, node);
  let why = 'was not called';
  const passed = await until(
    async () => {
      const caller = callerFor(bench, { node }, direct);
      const result = await callInOrder(caller, gate, bench.signal);
      if (result.ok) return true;
      why = result.why;
      return undefined;
    },
    { limitSeconds: bench.limits.readySeconds, everyMs: 100, signal: bench.signal },
  );
  if (!passed)
    throw new StepError(
      'gate-closed',
      'upgrade',
      `${service} on ${node} does not work when called directly, after ${bench.limits.readySeconds} s: ${why}`,
      { service, node, last: why },
    );
}

/** Where calls go that are meant for this unit alone: for a load balancer, all that stands behind it. */
function directly(bench: Bench, service: string, node: string): Record<string, TargetSpec> {
  const { url, balancer } = serviceOf(bench, service).members[node] ?? {};
  if (url === undefined) return {};
  return balancer === undefined ? { [service]: url } : targetsThrough(bench.lab.description, new URL(url).hostname);
}
