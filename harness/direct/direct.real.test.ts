import { expect, test } from '@playwright/test';
import { destroyLocalLab, openLab, provisionLocalLab } from '../../lab/index.ts';
import { type EventOf, type Happening, monotonicClock } from '../journal/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { startDirect } from './index.ts';

type Told = Omit<EventOf<'direct'>, 't'>;

test('every node is asked past the load balancer: drained it still answers, stopped it does not', async () => {
  const id = `direct-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLocalLab(id));
  const lab = stack.use(await openLab(await provisionLocalLab({ id, controllers: 2, projects: [] })));
  const { frontend, members, commands } = lab.description.services.keystone!;
  const events: Happening[] = [];
  const direct = startDirect({
    profile: loadScenario('keystone').profile,
    lab: lab.description,
    seed: 1,
    clock: monotonicClock(process.hrtime.bigint()),
    record: (happening) => void events.push(happening),
  });
  const told = (node: string) =>
    events.filter((event): event is Told => event.event === 'direct' && event.node === node);
  const next = async (node: string, wanted: Record<string, unknown>) => {
    const before = told(node).length;
    await expect
      .poll(() => told(node).slice(before), { timeout: 20_000 })
      .toContainEqual(expect.objectContaining(wanted));
  };

  const well = { service: 'keystone', status: 200, version: '3.14', ms: expect.any(Number) };
  await next('controller1', well);
  await next('controller2', well);
  const { server } = members.controller1!;
  await lab.balancers.get('lb1')!.setStates([{ backend: frontend!.backend, server: server!, state: 'drain' }]);
  await next('controller1', well);
  await lab.nodes.get('controller1')!.run(commands.stop, { timeoutMs: 20_000 });
  await next('controller1', { status: null, ms: null, version: null, why: 'ECONNREFUSED' });
  await next('controller2', well);

  await direct.stop();
  const all = events.length;
  await direct.stop();
  expect(events).toHaveLength(all);
  // None of them went through the load balancer.
  const counters = await lab.balancers.get('lb1')!.counters();
  expect(counters.find(({ row }) => row === 'FRONTEND')?.values.req_tot).toBe(0);
});
