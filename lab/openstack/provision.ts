import { freemem } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { LabDescription } from '../description.ts';
import {
  bootBalancer,
  buildImage,
  createNetwork,
  destroyDockerLab,
  type Engine,
  ensureImage,
  labelsOf,
  layOutBalancer,
  requireEngine,
  runOnHost,
  STEADY,
  startBalancers,
  untilItAnswers,
  volumeName,
} from '../docker/index.ts';
import { LabError } from '../error.ts';
import type { Flaw, Planted } from '../faults/flaw/index.ts';
import {
  allOrFirstError,
  createLabFolder,
  identify,
  type LabShape,
  type LabState,
  nodeEnvironment,
  type ProcessIdentity,
  type RosterOptions,
  SHAPES,
  startLogs,
  waitUntilUp,
  writeState,
} from '../local/index.ts';
import { bootHost } from './boot.ts';
import { type Api, furnish, logIn, register } from './catalogue.ts';
import { describeLab, shapeOf } from './describe.ts';
import { OPENSTACK_IMAGE } from './image/index.ts';
import { UNTIL_UP } from './infrastructure.ts';
import { frontendsOf, type Layout, layOutLab } from './layout.ts';
import type { HostRole, Project, Unit } from './project.ts';
import { makeRoster, memoryOf, type Roster } from './roster.ts';
import { MAKE_WORKSPACE } from './tempest.ts';

export interface OpenstackLabOptions extends RosterOptions {
  readonly id: string;
  readonly onProgress?: (line: string) => void;
  /** Whom the lab is for. It goes on without its owner, and then is listed as orphaned. */
  readonly owner?: ProcessIdentity;
  readonly signal?: AbortSignal;
  /** What is wrong with it from the beginning. */
  readonly planted?: Planted;
}

const rosterFor = ({ shape = 'default', controllers, projects }: RosterOptions): Roster =>
  makeRoster(projects, { ...SHAPES[shape], ...(controllers === undefined ? {} : { controller: controllers }) });

/** The lab that would be made, before any of it is. */
export const openstackLabShape = (options: RosterOptions = {}): LabShape => shapeOf(rosterFor(options));

/** A lab that is whole, or none: whatever goes wrong half-way is taken down again. */
export async function provisionOpenstackLab(options: OpenstackLabOptions): Promise<LabDescription> {
  const roster = rosterFor(options);
  refuseWithoutMemory(roster);
  const engine = await requireEngine();
  const folder = createLabFolder(options.id);
  try {
    return await provisionIn(engine, folder, roster, options);
  } catch (error) {
    await destroyDockerLab(options.id);
    throw error;
  }
}

const MIB = 1024 * 1024;

function refuseWithoutMemory(roster: Roster): void {
  const [needed, free] = [memoryOf(roster), Math.round(freemem() / MIB)];
  if (free < needed)
    throw new LabError(
      'lab-too-large',
      `Expected ${needed} MiB of free memory for ${roster.projects.map(({ name }) => name).join(', ')} on ${roster.hosts.length} hosts, got ${free}`,
      { fix: 'Take other labs down (unbroken lab down --all), or take fewer projects or controllers.' },
    );
}

async function provisionIn(
  engine: Engine,
  folder: string,
  roster: Roster,
  options: OpenstackLabOptions,
): Promise<LabDescription> {
  const { id, onProgress = () => undefined, owner = null, planted } = options;
  const signal = options.signal ?? new AbortController().signal;
  const state: LabState = {
    id,
    kind: 'openstack',
    created: new Date().toISOString(),
    maker: identify(process.pid)!,
    owner,
    processes: {},
    planted: planted?.name ?? null,
    description: null,
  };
  writeState(state);
  onProgress(
    `${roster.projects.map(({ name }) => name).join(', ')} on ${roster.hosts.length} hosts: about ${(memoryOf(roster) / 1024).toFixed(1)} GiB of memory; the first time also eight minutes for images`,
  );
  const building = { folder, environment: nodeEnvironment(id, folder), onProgress, signal };
  const image = await ensureImage(engine, { ...building, labels: labelsOf(id), named: undefined });
  const hostImage = await buildImage(engine, OPENSTACK_IMAGE, building);
  const addresses = await createNetwork(engine, id);
  await engine.container.dockerode.createVolume({ Name: volumeName(id), Labels: labelsOf(id) });
  const layout = layOutLab({ id, folder, roster, addresses, image });
  onProgress(`network ${addresses.subnet}, with ${addresses.virtual} for users`);

  const flaws = planted?.flaws ?? [];
  const processes = await bootLab(engine, layout, { hostImage, flaws, onProgress, signal });
  signal.throwIfAborted();
  const description = describeLab(layout);
  writeState({ ...state, processes, description });
  return description;
}

interface Booting {
  readonly hostImage: string;
  readonly flaws: readonly Flaw[];
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

async function bootLab(engine: Engine, layout: Layout, { hostImage, flaws, onProgress, signal }: Booting) {
  const { id, hosts, infrastructure, balancers, projects, addresses, site } = layout;
  const began = performance.now();
  const told = (line: string) => onProgress(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}`);
  const run = async ({ name }: { readonly name: string }, command: readonly string[]): Promise<void> => {
    signal.throwIfAborted();
    const { exitCode, output } = await runOnHost(engine, { labId: id, name }, command, {});
    if (exitCode !== 0)
      throw new LabError('process-failed', `${command.join(' ')} on ${name} failed: ${output.trim().slice(-2000)}`);
  };
  const shell = (host: { readonly name: string }, line: string) => run(host, ['sh', '-c', line]);

  const logs = await allOrFirstError(balancers.map(({ folder }) => startLogs(folder, id, addresses.gateway, signal)));
  const pair = { ...layout, frontends: frontendsOf(layout) };
  for (const [index, { port }] of logs.entries()) layOutBalancer(pair, index, { vrrp: STEADY, flaws, logPort: port });
  await allOrFirstError([
    bootHost(layout, hostImage, infrastructure),
    ...hosts.map((seat) => bootHost(layout, hostImage, seat)),
    ...balancers.map((seat) => bootBalancer(layout, layout.image.name, seat)),
  ]);
  told([infrastructure, ...hosts, ...balancers].map(({ name }) => name).join(', '));

  for (const flaw of flaws) if ('node' in flaw) await shell({ name: flaw.node }, flaw.run);
  await run(infrastructure, ['timeout', '60', 'sh', '-c', UNTIL_UP]);
  told('database, messages and cache');

  const [first] = hosts;
  const bootstrap = async (project: Project): Promise<void> => {
    for (const line of project.bootstrap?.(site, first!) ?? []) await shell(first!, line);
  };
  // All at once: each waits for others most of the time, and is started again should it have come too early.
  const start = (wanted: readonly Project[], wave: Wave) =>
    allOrFirstError(
      hosts.flatMap((host) =>
        host.units
          .filter(({ project, unit }) => wanted.includes(project) && waveOf(unit) === wave)
          .map(({ unit }) => run(host, ['service', unit.name, 'start'])),
      ),
    );
  const [identity, ...others] = projects;
  await allOrFirstError([
    bootstrap(identity!).then(() => start([identity!], 'asked')),
    start(others, 'asked'),
    startBalancers(balancers, addresses.virtual, run),
    ...others.map(bootstrap),
  ]);
  await untilItAnswers(`${site.url('keystone')}/v3`, signal);
  const api = await logIn(site, signal);
  await register(site, projects, api);
  told(`APIs at ${addresses.virtual}`);

  const hasTempest = site.projects.includes('nova');
  await allOrFirstError([start(others, 'asking'), ...(hasTempest ? [shell(infrastructure, MAKE_WORKSPACE)] : [])]);
  await start(others, 'beneath');
  if (others.length > 0) told(others.map(({ name }) => name).join(', '));
  await allOrFirstError(
    balancers.map(({ name, adminSocket }) =>
      waitUntilUp({ name, processes: {}, description: { adminSocket } }, signal, BOOT_LIMIT_MS),
    ),
  );
  const countOf = (wanted: HostRole) => hosts.filter(({ role }) => role === wanted).length;
  await allOrFirstError(
    projects.map(async ({ name, untilThere }) => {
      const waiting = untilThere?.(countOf);
      if (!waiting) return;
      if ('shell' in waiting) await run(first!, ['timeout', '90', 'sh', '-c', waiting.shell]);
      else await untilAnswered(api, `${site.url(name)}${waiting.get}`, waiting.isEnough, signal);
    }),
  );
  await furnish(site, api);
  told('all servers up');
  return Object.fromEntries(logs.map((log, index) => [`${balancers[index]!.name}-logs`, log.identity]));
}

const BOOT_LIMIT_MS = 120_000;

async function untilAnswered(api: Api, url: string, isEnough: (answer: unknown) => boolean, signal: AbortSignal) {
  const deadline = performance.now() + BOOT_LIMIT_MS;
  for (let answer = await api.send('GET', url); !isEnough(answer); answer = await api.send('GET', url)) {
    if (performance.now() > deadline)
      throw new LabError(
        'process-failed',
        `${url} tells of too few after ${BOOT_LIMIT_MS / 1000} s: ${JSON.stringify(answer)}`,
      );
    await pause(500, undefined, { signal });
  }
}

/**
 * Whoever is asked asks nobody while it starts. Whoever is not looks for those at once, and compute nodes for whoever speaks
 * to the database in their place: they wait ten seconds where nobody answers.
 */
type Wave = 'asked' | 'asking' | 'beneath';

const waveOf = ({ api, runsOn }: Unit): Wave => (api ? 'asked' : runsOn.includes('controller') ? 'asking' : 'beneath');
