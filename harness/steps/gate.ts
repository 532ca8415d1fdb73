import type { Bench } from './bench.ts';
import { Caller } from './call.ts';
import { serviceOf } from './command.ts';
import { StepError } from './error.ts';
import { until } from './until.ts';

/**
 * Calls the service straight on the node, as a user would use it, until all of it works. An open port is not enough:
 * services are known to listen long before, or without ever, being able to answer.
 */
export async function passGate(bench: Bench, service: string, node: string): Promise<void> {
  const { members, credentials } = serviceOf(bench, service);
  const member = members[node];
  if (!member) throw new StepError('node-unknown', 'experiment', `${service} does not run on ${node}`);
  let why = 'was not called';
  const passed = await until(
    async () => {
      const caller = new Caller(member.url, bench.operations, credentials);
      for (const name of bench.gate) {
        const result = await caller.call(name, bench.signal);
        if (!result.ok) {
          why = result.why;
          return undefined;
        }
      }
      return true;
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
