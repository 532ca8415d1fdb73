import type { RuntimeApi, ServerChange, ServerState } from '../../lab/index.ts';
import { holdersOf, isOfRelease } from '../journal/index.ts';
import { StepError } from '../strategy/index.ts';
import type { Bench } from './bench.ts';
import { recordRelease } from './release.ts';
import { frontendOf } from './service.ts';
import { until } from './until.ts';

/**
 * Tells every load balancer, then asks every one whether it did: a pair told on one side only is a classic. Whoever has the
 * address that several share is told last: should it go to another one meanwhile, that one is ahead and not behind.
 */
export async function tellBalancers(bench: Bench, changes: readonly ServerChange[]): Promise<void> {
  const [holder] = holdersOf(bench.happened());
  const waitingFirst = [...bench.lab.balancers].toSorted(
    ([one], [other]) => Number(one === holder) - Number(other === holder),
  );
  for (const [name, balancer] of waitingFirst) {
    const { line } = await balancer.setStates(changes);
    bench.record({ event: 'balancer-told', balancer: name, line });
  }
  for (const [name, balancer] of bench.lab.balancers) {
    const servers = await balancer.servers();
    for (const change of changes) {
      const now = find(servers, change.backend, change.server, name);
      const weightless = change.weight === '0%';
      if (now.admin === change.state && (change.weight === undefined || (now.weight === 0) === weightless)) continue;
      throw new StepError(
        'balancer-disobeyed',
        'experiment',
        `${name} was told to set ${change.backend}/${change.server} to ${change.state} and shows ${now.admin}`,
      );
    }
  }
  await bench.sample();
}

/** Waits until no request is on these servers any more, on any balancer; at the limit, says who is still there. */
export async function waitUntilEmpty(bench: Bench, service: string, servers: readonly string[], limitSeconds: number) {
  const { backend } = frontendOf(bench, service);
  const empty = await until(
    async () => {
      for (const balancer of bench.lab.balancers.values())
        if ((await openRequests(balancer, backend, servers)) > 0) return undefined;
      return true;
    },
    { limitSeconds, everyMs: 100, signal: bench.signal },
  );
  if (empty) return;

  const open: string[] = [];
  for (const [name, balancer] of bench.lab.balancers)
    for (const server of servers)
      for (const session of await balancer.sessionsOn(backend, server))
        open.push(`${session.client} on ${server} through ${name}, open for ${session.ageSeconds} s`);
  throw new StepError(
    'drain-limit',
    'upgrade',
    `still in use after ${limitSeconds} s: ${open.join('; ') || 'sessions that the balancer counts but does not list'}`,
    { open },
  );
}

/** Waits until every balancer's own health check finds the server well. */
export async function waitUntilRunning(bench: Bench, service: string, server: string): Promise<void> {
  const { backend } = frontendOf(bench, service);
  const running = await until(
    async () => {
      for (const [name, balancer] of bench.lab.balancers)
        if (find(await balancer.servers(), backend, server, name).operational !== 'running') return undefined;
      return true;
    },
    { limitSeconds: bench.limits.readySeconds, everyMs: 100, signal: bench.signal },
  );
  if (!running)
    throw new StepError(
      'not-up',
      'upgrade',
      `a load balancer's health check does not find ${backend}/${server} well after ${bench.limits.readySeconds} s`,
    );
  await bench.sample();
}

/** Waits until a load balancer is a process of the release that is installed, and finds every server well. */
export async function waitUntilItIs(
  bench: Bench,
  { service, node, balancer }: { readonly service: string; readonly node: string; readonly balancer: string },
): Promise<void> {
  const api = bench.lab.balancers.get(balancer);
  if (!api) throw new StepError('balancer-unknown', 'experiment', `the lab has no load balancer ${balancer}`);
  const release = await recordRelease(bench, service, node);
  let trouble = '';
  const ready = await until(
    async () => {
      const seen = await api.snapshot().catch((error: Error) => error);
      if (seen instanceof Error) {
        trouble = seen.message;
        return undefined;
      }
      const { info, servers } = seen;
      const down = servers.filter(({ admin, operational }) => admin === 'ready' && operational !== 'running');
      if (!isOfRelease(info.version, release)) trouble = `it says that it is ${info.version}`;
      else if (down.length > 0) trouble = `it finds ${down.map(({ server }) => server).join(', ')} down`;
      else return true;
      return undefined;
    },
    { limitSeconds: bench.limits.readySeconds, everyMs: 100, signal: bench.signal },
  );
  if (!ready)
    throw new StepError(
      'balancer-not-ready',
      'upgrade',
      `${balancer}, with ${release} installed, is not ready after ${bench.limits.readySeconds} s: ${trouble}`,
    );
  await bench.sample();
}

async function openRequests(balancer: RuntimeApi, backend: string, servers: readonly string[]): Promise<number> {
  const rows = (await balancer.counters()).filter((row) => row.proxy === backend && servers.includes(row.row));
  return rows.reduce((sum, row) => sum + (row.values.scur ?? 0) + (row.values.qcur ?? 0), 0);
}

function find(states: readonly ServerState[], backend: string, server: string, balancer: string): ServerState {
  const found = states.find((state) => state.backend === backend && state.server === server);
  if (!found) throw new StepError('server-unknown', 'experiment', `${balancer} has no server ${backend}/${server}`);
  return found;
}
