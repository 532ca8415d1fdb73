import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { LabDescription } from '../description.ts';
import { type Blow, signal, strike } from '../faults/blow/index.ts';
import { destroyLab, listLabs } from '../labs.ts';
import { readLab } from '../local/index.ts';
import { openLab } from '../open.ts';
import { requireEngine } from './engine.ts';
import { provisionDockerLab } from './provision.ts';
import { test } from './testing/index.ts';

let made = 0;
const newId = (): string => `test-${process.pid}-${++made}`;

/** What the engine has of a lab, asked in another way than the code under test does. */
async function remainsOf(id: string): Promise<string[]> {
  const { dockerode } = (await requireEngine()).container;
  const containers = await dockerode.listContainers({ all: true });
  const networks = await dockerode.listNetworks();
  const volumes = (await dockerode.listVolumes()).Volumes;
  return [
    ...containers.flatMap(({ Names }) => Names.map((name) => name.slice(1))),
    ...networks.map(({ Name }) => Name),
    ...volumes.map(({ Name }) => Name),
  ].filter((name) => name.startsWith(`unbroken-${id}`));
}

async function labOfContainers() {
  const id = newId();
  const description = await provisionDockerLab({ id, shape: 'small', controllers: 2, projects: [] });
  try {
    const lab = await openLab(description);
    const on = async (node: string, command: string): Promise<string> =>
      (await lab.nodes.get(node)!.run(command, { timeoutMs: 20_000 })).stdout.trim();
    return {
      id,
      description,
      lab,
      on,
      url: description.services.keystone!.frontend!.url,
      async [Symbol.asyncDispose]() {
        await lab[Symbol.asyncDispose]();
        await destroyLab(id);
      },
    };
  } catch (error) {
    await destroyLab(id);
    throw error;
  }
}

const LONG = { timeout: 90_000 };
const STATES = 'cut -d" " -f2 var/log/vrrp.log';
const SHARED_ADDRESS = 'ip -brief address show eth0';

const holders = async ({ on, url }: Awaited<ReturnType<typeof labOfContainers>>): Promise<string[]> => {
  const { hostname } = new URL(url);
  const has = async (name: string) => (await on(name, SHARED_ADDRESS)).includes(` ${hostname}/`);
  return (await Promise.all(['lb1', 'lb2'].map(async (name) => ((await has(name)) ? [name] : [])))).flat();
};

const answered = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(1_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status === 300;
    },
    () => false,
  );

test('hosts are entered by SSH, users go to an address that one load balancer has, nothing is left', async () => {
  const lab = await labOfContainers();
  const logOf = ({ balancers }: LabDescription, name: string) => readFileSync(balancers[name]!.logFile!, 'utf8');
  try {
    for (const [name, node] of lab.lab.nodes)
      expect((await node.run('hostname', { timeoutMs: 10_000 })).stdout).toBe(`${name}\n`);
    expect(await holders(lab)).toEqual(['lb1']);
    const servers = new Set<string | null>();
    for (let time = 0; time < 4; time += 1) servers.add((await fetch(lab.url)).headers.get('x-backend'));
    expect(servers).toEqual(new Set(['keystone1', 'keystone2']));
    for (const balancer of lab.lab.balancers.values())
      expect((await balancer.servers()).map(({ server, operational }) => [server, operational])).toEqual([
        ['keystone1', 'running'],
        ['keystone2', 'running'],
      ]);
    await expect.poll(() => logOf(lab.description, 'lb1')).toContain('keystone-front keystone/keystone1');
    expect((await listLabs()).find(({ id }) => id === lab.id)).toMatchObject({ kind: 'docker', state: 'up' });
    expect(await remainsOf(lab.id)).toContain(`unbroken-${lab.id}-controller1`);
  } finally {
    await lab[Symbol.asyncDispose]();
  }
  expect(await remainsOf(lab.id)).toEqual([]);
  expect((await listLabs()).map(({ id }) => id)).not.toContain(lab.id);
});

test('the same commands as on a local lab: stop, install, start, and the other release answers', async () => {
  await using lab = await labOfContainers();
  const { commands, members } = lab.description.services.keystone!;
  await lab.on('controller2', commands.stop);
  expect(await lab.on('controller2', commands.status)).toBe('keystone is stopped');
  await expect(fetch(members.controller2!.url!)).rejects.toThrow();
  for (const phase of ['expand', 'migrate'])
    await lab.on('controller2', `opt/keystone/2026.1/bin/${commands.database[phase]}`);
  await lab.on('controller2', commands.install.replace('{release}', '2026.1'));
  expect(await lab.on('controller2', commands.release)).toBe('2026.1');
  expect(await lab.on('controller2', commands.start)).toContain('keystone started');
  const versionOf = async (node: string) => {
    const { version } = (await (await fetch(`${members[node]!.url}/v3`)).json()) as { version: { id: string } };
    return version.id;
  };
  expect([await versionOf('controller1'), await versionOf('controller2')]).toEqual(['v3.14', 'v3.15']);
});

interface Harm {
  readonly what: string;
  readonly harm: Blow;
  readonly mend: readonly Blow[];
  /** Who has the address when all is well again. */
  readonly after: string;
  /** What keepalived on the first one is then. */
  readonly state: string;
}

const HARMS: readonly Harm[] = [
  {
    what: 'keepalived is stopped',
    harm: { node: 'lb1', run: 'service keepalived stop' },
    mend: [{ node: 'lb1', run: 'service keepalived start' }],
    after: 'lb2',
    state: 'BACKUP',
  },
  {
    what: 'HAProxy is killed',
    harm: signal('lb1', 'haproxy', 'KILL'),
    mend: [{ node: 'lb1', run: 'service haproxy start' }],
    after: 'lb2',
    state: 'BACKUP',
  },
  {
    what: 'its container is paused',
    harm: { host: 'lb1', happens: 'pause' },
    mend: [{ host: 'lb1', happens: 'unpause' }],
    // It never learned that it had lost the address, and has the higher priority.
    after: 'lb1',
    state: 'MASTER',
  },
  {
    what: 'its network is cut',
    harm: { host: 'lb1', happens: 'cut' },
    mend: [{ host: 'lb1', happens: 'join' }],
    after: 'lb2',
    // What has joined again has another interface, which keepalived does not know until it is started anew.
    state: 'FAULT',
  },
];

for (const { what, harm, mend, after, state } of HARMS)
  test(`the address goes to the other load balancer when ${what}, and ${after === 'lb2' ? 'stays there' : 'comes back'} when that is mended`, async () => {
    await using made = await labOfContainers();
    const { lab, on, url } = made;
    await strike(lab, harm);
    await expect.poll(() => on('lb2', SHARED_ADDRESS), LONG).toContain(new URL(url).hostname);
    await expect.poll(() => answered(url), LONG).toBe(true);
    expect(await on('lb2', STATES)).toBe('BACKUP\nMASTER');
    for (const blow of mend) await strike(lab, blow);
    await expect.poll(() => on('lb1', `${STATES} | tail -n 1`).catch(() => undefined), LONG).toBe(state);
    await expect.poll(() => holders(made).catch(() => undefined), LONG).toEqual([after]);
  });

test('a lab whose maker is killed half-way is found and taken down', async () => {
  const id = newId();
  const program = `
    import { provisionDockerLab } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
    await provisionDockerLab({ id: '${id}', shape: 'small', projects: [], onProgress: console.log });`;
  const maker = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(maker, 'exit');
  await Promise.race([once(maker.stdout, 'data'), ended]);
  maker.kill('SIGKILL');
  await ended;
  expect(await readLab(id)).toMatchObject({ kind: 'docker', state: 'partial' });
  expect(await remainsOf(id)).not.toEqual([]);
  const { folder } = await readLab(id);
  await destroyLab(id);
  expect(await remainsOf(id)).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});

test('a lab is found at the engine, whatever became of its folder', async () => {
  const id = newId();
  const { dockerode } = (await requireEngine()).container;
  await dockerode.createVolume({ Name: `unbroken-${id}`, Labels: { 'unbroken.lab': id } });
  expect((await listLabs()).find((lab) => lab.id === id)).toMatchObject({ state: 'partial' });
  await destroyLab(id);
  expect(await remainsOf(id)).toEqual([]);
});
