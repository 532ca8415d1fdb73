import { join } from 'node:path';
import type { LabDescription } from '../description.ts';
import { flawNode, type Planted } from '../faults/flaw/index.ts';
import { requireHaproxy } from '../haproxy/index.ts';
import { allOrFirstError } from './all-or-first-error.ts';
import { type Balancer, startBalancer, startLogs, waitUntilUp } from './balancer.ts';
import { bringUp, type RunOn } from './bring-up.ts';
import { describeLab } from './describe.ts';
import { destroyLocalLab } from './destroy.ts';
import { type Layout, layOutLab } from './layout.ts';
import { bootNode, type LabNode } from './node.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { createLabFolder, type LabState, writeState } from './registry.ts';
import { makeRoster, type Roster, type RosterOptions } from './roster.ts';
import { frontendsOf } from './seating.ts';
import { runTool } from './tool.ts';

export interface LocalLabOptions extends RosterOptions {
  readonly id: string;
  /** Port of the first service's front end, for people who want to know it beforehand. */
  readonly listenPort?: number;
  readonly onProgress?: (line: string) => void;
  /** Whom the lab is for. It goes on without its owner, and then is listed as orphaned. */
  readonly owner?: ProcessIdentity;
  readonly signal?: AbortSignal;
  /** What shall be wrong with it. */
  readonly planted?: Planted;
}

/** A lab that is whole, or none: whatever goes wrong half-way is taken down again. */
export async function provisionLocalLab(options: LocalLabOptions): Promise<LabDescription> {
  const roster = makeRoster(options);
  await requireHaproxy();
  const folder = createLabFolder(options.id);
  try {
    return await provisionIn(folder, roster, options);
  } catch (error) {
    await destroyLocalLab(options.id);
    throw error;
  }
}

async function provisionIn(folder: string, roster: Roster, options: LocalLabOptions): Promise<LabDescription> {
  const { id, listenPort, onProgress = () => undefined, owner = null, planted } = options;
  const signal = options.signal ?? new AbortController().signal;
  const state: LabState = {
    id,
    kind: 'local',
    created: new Date().toISOString(),
    maker: identify(process.pid)!,
    owner,
    processes: {},
    planted: planted?.name ?? null,
    description: null,
  };
  writeState(state);

  const layout = await layOutLab({ id, folder, roster, listenPort });
  onProgress(`network 127.77.${layout.subnet.number}.0/24`);

  const flaws = planted?.flaws ?? [];
  for (const node of layout.nodes) await flawNode(node, flaws);

  const { balancers, processes } = await bootLab(layout, flaws, onProgress, signal);
  onProgress(`${layout.balancers.join(', ')}: all servers up, ${[...layout.urls.values()].join(', ')}`);

  signal.throwIfAborted();
  const description = describeLab(layout, balancers);
  writeState({ ...state, processes, description });
  return description;
}

async function bootLab(
  layout: Layout,
  flaws: Planted['flaws'],
  onProgress: (line: string) => void,
  signal: AbortSignal,
) {
  const { id, nodes, projects } = layout;
  const [identity, others] = [projects.slice(0, 1), projects.slice(1)];
  const run: RunOn<LabNode> = (node, command, environment) => runTool(node, command, environment, signal);
  const places = layout.balancers.map((name) => ({ name, folder: join(layout.folder, name) }));
  const [seats, , ...nodeIdentities] = await allOrFirstError([
    allOrFirstError(
      places.map(async (place) => ({
        ...place,
        logs: await startLogs(place.folder, id, layout.subnet.virtual, signal),
      })),
    ),
    bringUp(layout, identity, run),
    ...nodes.map((node) => bootNode(node, layout.authorizedKey, signal)),
  ] as const);
  onProgress(`${nodes.map(({ name }) => name).join(', ')} with ${identity.map(({ name }) => name).join()}`);

  signal.throwIfAborted();
  // Before the others start: it is through the load balancers that they ask identity.
  const common = { labId: id, frontends: frontendsOf(layout), shared: seats.length > 1, flaws };
  const balancers: Balancer[] = await allOrFirstError(seats.map((seat) => startBalancer({ ...seat, ...common })));
  await bringUp(layout, others, run);
  if (others.length > 0) onProgress(others.map(({ name }) => name).join(', '));

  await allOrFirstError(balancers.map((balancer) => waitUntilUp(balancer, signal)));
  const nodeProcesses = Object.fromEntries(nodes.map(({ name }, index) => [name, nodeIdentities[index]!]));
  const processes = Object.assign(nodeProcesses, ...balancers.map((balancer) => balancer.processes));
  return { balancers, processes };
}
