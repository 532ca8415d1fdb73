import type { LabDescription } from '../description.ts';
import { LabError } from '../error.ts';
import { type Flaw, flawNode, type Planted } from '../faults/flaw/index.ts';
import {
  allOrFirstError,
  bringUp,
  createLabFolder,
  frontendsOf,
  identify,
  type LabState,
  makeRoster,
  nodeEnvironment,
  type ProcessIdentity,
  type Roster,
  type RosterOptions,
  type RunOn,
  startLogs,
  waitUntilUp,
  writeState,
} from '../local/index.ts';
import { startBalancers, untilItAnswers } from './balancers.ts';
import { bootBalancer, bootNode } from './boot.ts';
import { runOnHost, volumeName } from './container.ts';
import { describeLab } from './describe.ts';
import { destroyDockerLab } from './destroy.ts';
import { type Engine, requireEngine } from './engine.ts';
import { ensureImage } from './image/index.ts';
import { STEADY, type Vrrp } from './keepalived.ts';
import { labelsOf } from './labels.ts';
import { type Layout, layOutBalancer, layOutLab } from './layout.ts';
import { createNetwork } from './network.ts';

export interface DockerLabOptions extends RosterOptions {
  readonly id: string;
  /** Port of the first service's front end. */
  readonly listenPort?: number;
  readonly onProgress?: (line: string) => void;
  /** Whom the lab is for. It goes on without its owner, and then is listed as orphaned. */
  readonly owner?: ProcessIdentity;
  readonly signal?: AbortSignal;
  readonly vrrp?: Vrrp;
  /** To make hosts from, instead of one that the lab builds. */
  readonly image?: string | undefined;
  readonly planted?: Planted;
}

/** A lab that is whole, or none: whatever goes wrong half-way is taken down again. */
export async function provisionDockerLab(options: DockerLabOptions): Promise<LabDescription> {
  const roster = makeRoster(options);
  const engine = await requireEngine();
  const folder = createLabFolder(options.id);
  try {
    return await provisionIn(engine, folder, roster, options);
  } catch (error) {
    await destroyDockerLab(options.id);
    throw error;
  }
}

async function provisionIn(
  engine: Engine,
  folder: string,
  roster: Roster,
  options: DockerLabOptions,
): Promise<LabDescription> {
  const { id, listenPort, onProgress = () => undefined, owner = null, vrrp = STEADY, planted } = options;
  const signal = options.signal ?? new AbortController().signal;
  const state: LabState = {
    id,
    kind: 'docker',
    created: new Date().toISOString(),
    maker: identify(process.pid)!,
    owner,
    processes: {},
    planted: planted?.name ?? null,
    description: null,
  };
  writeState(state);

  const environment = nodeEnvironment(id, folder);
  const about = { folder, environment, labels: labelsOf(id), named: options.image, onProgress, signal };
  const image = await ensureImage(engine, about);
  const addresses = await createNetwork(engine, id);
  await engine.container.dockerode.createVolume({ Name: volumeName(id), Labels: labelsOf(id) });
  const layout = layOutLab({ id, folder, roster, addresses, image, listenPort });
  onProgress(`network ${addresses.subnet}, with ${addresses.virtual} for users`);

  const processes = await bootLab(engine, layout, { vrrp, flaws: planted?.flaws ?? [], onProgress, signal });
  onProgress(`lb1, lb2: all servers up, ${[...layout.urls.values()].join(', ')}`);

  signal.throwIfAborted();
  const description = describeLab(layout);
  writeState({ ...state, processes, description });
  return description;
}

interface Booting {
  readonly vrrp: Vrrp;
  readonly flaws: readonly Flaw[];
  readonly onProgress: (line: string) => void;
  readonly signal: AbortSignal;
}

async function bootLab(engine: Engine, layout: Layout, { vrrp, flaws, onProgress, signal }: Booting) {
  const { id, nodes, balancers, projects, addresses } = layout;
  const image = layout.image.name;
  const [identity, others] = [projects.slice(0, 1), projects.slice(1)];
  const run: RunOn<{ readonly name: string }> = async ({ name }, command, environment) => {
    signal.throwIfAborted();
    const { exitCode, output } = await runOnHost(engine, { labId: id, name }, command, environment);
    if (exitCode !== 0)
      throw new LabError('process-failed', `${command.join(' ')} on ${name} failed: ${output.trim()}`);
  };
  const logs = await allOrFirstError(balancers.map(({ folder }) => startLogs(folder, id, addresses.gateway, signal)));
  const pair = { ...layout, frontends: frontendsOf(layout) };
  for (const [index, { port }] of logs.entries()) layOutBalancer(pair, index, { vrrp, flaws, logPort: port });
  await allOrFirstError(nodes.map((seat) => flawNode(seat, flaws)));
  signal.throwIfAborted();
  await allOrFirstError([
    ...nodes.map((seat) => bootNode(layout, image, seat)),
    ...balancers.map((seat) => bootBalancer(layout, image, seat)),
  ]);
  onProgress([...nodes, ...balancers].map(({ name }) => name).join(', '));

  await allOrFirstError([bringUp(layout, identity, run), startBalancers(balancers, addresses.virtual, run)]);
  // It is there that the others ask identity.
  await untilItAnswers([...layout.urls.values()][0] ?? '', signal);
  onProgress(`${identity.map(({ name }) => name).join()}, at ${addresses.virtual}`);
  await bringUp(layout, others, run);
  if (others.length > 0) onProgress(others.map(({ name }) => name).join(', '));

  await allOrFirstError(
    balancers.map(({ name, adminSocket }) =>
      waitUntilUp({ name, processes: {}, description: { adminSocket } }, signal),
    ),
  );
  return Object.fromEntries(logs.map((log, index) => [`${balancers[index]!.name}-logs`, log.identity]));
}
