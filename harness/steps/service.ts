import type { ServiceDescription } from '../../lab/index.ts';
import { StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { until } from './until.ts';

/** Waits until the node itself says that the service runs. */
export async function waitUntilItRuns(bench: Bench, service: string, node: string): Promise<void> {
  let trouble: string | undefined;
  const runs = await until(
    async () => {
      trouble = await bench.strategy.trouble({ service, node });
      return trouble === undefined ? true : undefined;
    },
    { limitSeconds: bench.limits.readySeconds, everyMs: 200, signal: bench.signal },
  );
  if (!runs) throw new StepError('not-running', 'upgrade', `${service} does not run on ${node}: ${trouble}`);
}

/** Where users reach it. A service that nobody calls directly has no such place, and can't be drained or called. */
export function frontendOf(bench: Bench, service: string): NonNullable<ServiceDescription['frontend']> {
  const { frontend } = serviceOf(bench, service);
  if (!frontend) throw new StepError('no-frontend', 'experiment', `${service} does not stand behind a load balancer`);
  return frontend;
}

export function serviceOf(bench: Bench, service: string): ServiceDescription {
  const found = bench.lab.description.services[service];
  if (!found) throw new StepError('service-unknown', 'experiment', `the lab has no service ${service}`);
  return found;
}
