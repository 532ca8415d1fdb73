import { expect, test } from '@playwright/test';
import { destroyLocalLab, type Lab, openLab, provisionLocalLab } from '../../lab/index.ts';
import { type EventOf, type Happening, monotonicClock } from '../journal/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { startCompanions } from './index.ts';

const { profile } = loadScenario('nova-zero-downtime');

async function accompany(lab: Lab, run: string) {
  const events: Happening[] = [];
  const companions = await startCompanions({
    profile,
    lab: lab.description,
    run,
    clock: monotonicClock(process.hrtime.bigint()),
    record: (happening) => void events.push(happening),
    signal: new AbortController().signal,
  });
  const probes = () => events.filter((event): event is EventOf<'probe'> => event.event === 'probe');
  const states = () => events.flatMap((event) => (event.event === 'companion' ? [[event.state, event.why]] : []));
  return {
    companions,
    probes,
    states,
    /** Waits until so many more have come. */
    async more(count: number) {
      const wanted = probes().length + count;
      await expect.poll(() => probes().length).toBeGreaterThanOrEqual(wanted);
    },
  };
}

test.describe('on a lab with compute', () => {
  const id = `companions-${process.pid}`;
  let lab: Lab;
  test.beforeAll(async () => {
    lab = await openLab(await provisionLocalLab({ id, shape: 'small', controllers: 1, projects: ['nova'] }));
  });
  test.afterAll(async () => {
    await lab?.[Symbol.asyncDispose]();
    await destroyLocalLab(id);
  });

  const run = async (node: string, command: string) => {
    const { code, stderr } = await lab.nodes.get(node)!.run(command, { timeoutMs: 20_000 });
    expect(code, `${command} on ${node}: ${stderr}`).toBe(0);
  };
  const services = () =>
    Object.entries(lab.description.services).flatMap(([name, { members, commands }]) =>
      Object.keys(members).map((node) => ({ name, node, ...commands })),
    );

  test('a guest answers while every service is stopped, and when all are back it is taken away', async () => {
    const { companions, probes, states, more } = await accompany(lab, 'stopped');
    await using _ = companions;
    expect(states()).toEqual([['begun', undefined]]);
    expect(services().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['keystone', 'nova-api', 'nova-compute']),
    );
    await more(2);
    for (const { node, stop } of services()) await run(node, stop);
    await more(5);
    for (const { node, start } of services()) await run(node, start);
    await more(2);
    expect(probes().filter(({ ok }) => !ok)).toEqual([]);
    // Until the load balancer has seen that they are back, nobody could delete anything.
    for (const service of ['keystone', 'nova-api']) {
      const { url } = lab.description.services[service]!.frontend!;
      await expect.poll(() => fetch(url).then(({ status }) => status)).toBeLessThan(500);
    }
    await companions.stop();
    expect(states()).toEqual([
      ['begun', undefined],
      ['ended', undefined],
    ]);
  });

  test('a guest that is killed is missed at once', async () => {
    const { companions, probes, states, more } = await accompany(lab, 'killed');
    await using _ = companions;
    await more(2);
    expect(probes().every(({ ok }) => ok)).toBe(true);
    await run('compute1', 'kill -9 $(cat var/guests/*/pid)');
    await expect.poll(() => probes().at(-1)).toMatchObject({ ok: false, ms: null, why: 'ECONNREFUSED' });
    await companions.stop();
    expect(states().at(-1)).toEqual(['ended', undefined]);
  });

  test('one that cannot be made is told with its reason, and nobody waits for it', async () => {
    const { stop } = services().find(({ name }) => name === 'nova-api')!;
    await run('controller1', stop);
    const { companions, probes, states } = await accompany(lab, 'unmade');
    await companions.stop();
    expect(states()).toEqual([['failed', expect.stringMatching(/^boot-guest: (503|502)/)]]);
    expect(probes()).toEqual([]);
  });
});
