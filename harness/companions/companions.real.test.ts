import { expect, test } from '@playwright/test';
import { destroyLocalLab, type Lab, openLab, provisionLocalLab } from '../../lab/index.ts';
import type { Look } from '../../traffic/index.ts';
import { type EventOf, type Happening, monotonicClock } from '../journal/index.ts';
import { loadScenario } from '../scenarios/index.ts';
import { type CompanionsOptions, startCompanions } from './index.ts';

const { profile } = loadScenario('nova-zero-downtime');

type Given = Partial<Pick<CompanionsOptions, 'profile' | 'lab'>>;

async function accompany(lab: Lab, run: string, given: Given = {}) {
  const events: Happening[] = [];
  const companions = await startCompanions({
    profile,
    lab: lab.description,
    nodes: lab.nodes,
    run,
    clock: monotonicClock(process.hrtime.bigint()),
    record: (happening) => void events.push(happening),
    signal: new AbortController().signal,
    ...given,
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

  /** As a router is: no connection from here leads to it, a command on its node looks from within. */
  const looking = (command: string | undefined, changes: Partial<Look> = {}): Given => {
    const { services } = lab.description;
    const its = services['nova-compute']!;
    const reaches = command === undefined ? {} : { reaches: command };
    const probe = {
      ...{ service: 'nova-compute', node: 'compute1', from: 'r-1', reaches: ['10.0.0.2', '10.0.0.3'] },
      ...{ everyMs: 100, timeoutMs: 2_000, withinSeconds: 1 },
    };
    return {
      lab: {
        ...lab.description,
        services: { ...services, 'nova-compute': { ...its, commands: { ...its.commands, ...reaches } } },
      },
      profile: { ...profile, companions: { router: { begin: [], end: [], probe: { ...probe, ...changes } } } },
    };
  };

  test('what only a node can see is there as long as each of its addresses is reached, and its last word is told', async () => {
    await run('compute1', 'mkdir -p r-1 && touch r-1/10.0.0.2 r-1/10.0.0.3');
    const given = looking('test -e {from}/{address} || { echo "{address} is away" >&2; exit 3; }');
    const { companions, probes, states, more } = await accompany(lab, 'looked-at', given);
    await using _ = companions;
    await more(2);
    expect(probes().every(({ ok, ms }) => ok && ms !== null && ms > 0)).toBe(true);
    await run('compute1', 'rm r-1/10.0.0.3');
    await expect
      .poll(() => probes().at(-1))
      .toMatchObject({ ok: false, ms: null, why: 'exit code 3: 10.0.0.3 is away' });
    await run('compute1', 'touch r-1/10.0.0.3');
    await expect.poll(() => probes().at(-1)).toMatchObject({ ok: true });
    await companions.stop();
    expect(states()).toEqual([
      ['begun', undefined],
      ['ended', undefined],
    ]);
  });

  test('a command that does not come to its end tells nothing, and nobody claims to have asked', async () => {
    await run('compute1', 'touch quick');
    const { companions, probes, more } = await accompany(
      lab,
      'unasked',
      looking('if test -e quick; then exit 0; else kill -9 $$; fi'),
    );
    await using _ = companions;
    await more(2);
    await run('compute1', 'rm quick');
    await companions.stop();
    expect(probes().filter(({ ok }) => !ok)).toEqual([]);
    const never = await accompany(lab, 'never-asked', looking('kill -9 $$'));
    await never.companions.stop();
    expect(never.states()).toEqual([['failed', 'r-1 on compute1: it could not be asked']]);
    expect(never.probes()).toEqual([]);
  });

  test('nowhere to look from is told, and what an API answers is no part of a command', async () => {
    const why = async (given: Given) => {
      const { companions, states } = await accompany(lab, 'nowhere', given);
      await companions.stop();
      return states();
    };
    expect(await why(looking(undefined))).toEqual([['failed', 'probe: this lab has no way to look from nova-compute']]);
    expect(await why(looking('true', { node: 'compute9' }))).toEqual([
      ['failed', 'probe: this lab has no node "compute9"'],
    ]);
    for (const from of ['$(reboot)', '-f', 'a b', "'"])
      expect(await why(looking('true', { from }))).toEqual([
        ['failed', `probe: expected an id or an address, got ${JSON.stringify(from)}`],
      ]);
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
