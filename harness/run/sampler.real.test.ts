import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { destroyLocalLab, findHaproxy, LAB_MARK, openLab, provisionLocalLab } from '../../lab/index.ts';
import type { EventOf, Happening } from '../journal/index.ts';
import { Sampler } from './sampler.ts';

type Instance = Omit<EventOf<'balancer-instance'>, 't'>;

test('a reload and a restart of a load balancer are noticed, with the configuration of then', async () => {
  const id = `sampler-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLocalLab(id));
  const description = await provisionLocalLab({ id, controllers: 1, projects: [] });
  const lab = stack.use(await openLab(description));
  const balancer = lab.balancers.get('lb1')!;
  const configFile = description.balancers.lb1!.configFile!;

  const events: Happening[] = [];
  const instances = () => events.filter((event): event is Instance => event.event === 'balancer-instance');
  stack.use(new Sampler(lab, (happening) => void events.push(happening)));
  await expect.poll(() => instances().length).toBe(1);

  // Another text, not another meaning.
  appendFileSync(configFile, '# changed\n');
  const { pid } = instances()[0]!;
  const master = masterOf(pid);
  // Asked again until it takes: a master that has only just started ignores the signal.
  const workerAfterReload = async () => {
    process.kill(master, 'SIGUSR2');
    return (await balancer.info().catch(() => ({ pid }))).pid;
  };
  await expect.poll(workerAfterReload).not.toBe(pid);
  // A signal may have been one too many, and reload it once more.
  const isKnown = async () => instances().at(-1)!.pid === (await balancer.info().catch(() => undefined))?.pid;
  await expect.poll(isKnown).toBe(true);
  expect(new Set(instances().map(({ configHash }) => configHash)).size).toBe(2);

  process.kill(-master, 'SIGTERM');
  await expect.poll(() => events.at(-1)?.event).toBe('balancer-silent');
  const { path } = (await findHaproxy())!;
  // Marked as the lab's, so that it goes with it.
  const env = { PATH: process.env.PATH, [LAB_MARK]: id };
  const again = spawn(path, ['-W', '-f', configFile], {
    cwd: dirname(configFile),
    env,
    detached: true,
    stdio: 'ignore',
  });
  await once(again, 'spawn');
  await expect.poll(() => masterOf(instances().at(-1)!.pid)).toBe(again.pid);
  again.unref();
});

test('counters are recorded in the order in which they were asked for, from one process each', async () => {
  const id = `sampler-order-${process.pid}`;
  await using stack = new AsyncDisposableStack();
  stack.defer(() => destroyLocalLab(id));
  const lab = stack.use(await openLab(await provisionLocalLab({ id, controllers: 1, projects: [] })));
  const events: Happening[] = [];
  const sampler = stack.use(new Sampler(lab, (happening) => void events.push(happening)));
  const url = lab.description.services.keystone!.frontend!.url;
  const counted = () =>
    events.flatMap((event) => (event.event === 'counters' ? [event.frontends['keystone-front']!.req_tot!] : []));
  for (let request = 1; request <= 20; request += 1) {
    await (await fetch(url)).arrayBuffer();
    await Promise.all([sampler.sample(), sampler.sample()]);
    // What is asked for after an answer knows of it.
    expect(counted().at(-1)).toBe(request);
  }
  expect(counted()).toEqual(counted().toSorted((a, b) => a - b));
});

/** In master-worker mode the socket is the worker's, and signals are for its parent. */
function masterOf(worker: number): number {
  const status = existsSync(`/proc/${worker}`) ? readFileSync(`/proc/${worker}/status`, 'utf8') : '';
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
}
