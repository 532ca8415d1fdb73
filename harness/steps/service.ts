import type { ServiceDescription } from '../../lab/index.ts';
import { type Place, StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { until } from './until.ts';

/**
 * Waits until the node itself says that the service runs, and has said so for a while: services are known to call
 * themselves ready, to find out then that they can't work, and to end.
 */
export async function waitUntilItRuns(
  bench: Pick<Bench, 'strategy' | 'limits' | 'signal'>,
  { service, node }: Place,
  { steadyMs }: { readonly steadyMs: number },
): Promise<void> {
  let trouble = 'it was not asked';
  let wellSince: number | undefined;
  const runs = await until(
    async () => {
      const found = await bench.strategy.trouble({ service, node });
      const now = performance.now();
      if (found !== undefined) trouble = found;
      wellSince = found === undefined ? (wellSince ?? now) : undefined;
      return wellSince !== undefined && now - wellSince >= steadyMs ? true : undefined;
    },
    { limitSeconds: bench.limits.readySeconds + steadyMs / 1000, everyMs: 200, signal: bench.signal },
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
