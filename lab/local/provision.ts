import { join } from 'node:path';
import { CLOUD } from '../cloud/index.ts';
import type { LabDescription } from '../description.ts';
import { requireHaproxy } from '../haproxy/index.ts';
import { type Balancer, startBalancer, startLogs, waitUntilUp } from './balancer.ts';
import { bootController, bootstrapService, startServices } from './controller.ts';
import { describeLab } from './describe.ts';
import { destroyLocalLab } from './destroy.ts';
import { frontendsOf, type Layout, layOutLab } from './layout.ts';
import { BALANCER } from './names.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { createLabFolder, type LabState, writeState } from './registry.ts';

export interface LocalLabOptions {
  readonly id: string;
  readonly controllers?: number;
  /** Port of the first service's front end, for people who want to know it beforehand. */
  readonly listenPort?: number;
  readonly onProgress?: (line: string) => void;
  /** Whom the lab is for. It goes on without its owner, and then is listed as orphaned. */
  readonly owner?: ProcessIdentity;
  readonly signal?: AbortSignal;
}

/** A lab that is whole, or none: whatever goes wrong half-way is taken down again. */
export async function provisionLocalLab(options: LocalLabOptions): Promise<LabDescription> {
  await requireHaproxy();
  const folder = createLabFolder(options.id);
  try {
    return await provisionIn(folder, options);
  } catch (error) {
    await destroyLocalLab(options.id);
    throw error;
  }
}

async function provisionIn(folder: string, options: LocalLabOptions): Promise<LabDescription> {
  const { id, controllers = 3, listenPort, onProgress = () => undefined, owner = null } = options;
  const signal = options.signal ?? new AbortController().signal;
  const state: LabState = {
    id,
    created: new Date().toISOString(),
    maker: identify(process.pid)!,
    owner,
    processes: {},
    description: null,
  };
  writeState(state);

  const layout = await layOutLab({ id, folder, controllers, listenPort });
  onProgress(`network 127.77.${layout.subnet.number}.0/24`);

  const { balancer, processes } = await bootLab(layout, onProgress, signal);
  onProgress(`${balancer.name}: all servers up, ${[...layout.urls.values()].join(', ')}`);

  signal.throwIfAborted();
  const description = describeLab(layout, balancer);
  writeState({ ...state, processes, description });
  return description;
}

async function bootLab(layout: Layout, onProgress: (line: string) => void, signal: AbortSignal) {
  const { id, controllers } = layout;
  const balancerFolder = join(layout.folder, BALANCER);
  const [logs, , ...nodes] = await allOrFirstError([
    startLogs(balancerFolder, id, layout.subnet.virtual, signal),
    bringUpServices(layout, signal),
    ...controllers.map((controller) => bootController(controller, layout.authorizedKey, signal)),
  ] as const);
  onProgress(`${controllers.length} controllers with ${CLOUD.map((service) => service.name).join(', ')}`);

  signal.throwIfAborted();
  const frontends = frontendsOf(layout);
  const balancer: Balancer = await startBalancer({
    name: BALANCER,
    folder: balancerFolder,
    labId: id,
    logs,
    frontends,
  });
  await waitUntilUp(balancer, signal);
  const nodeProcesses = Object.fromEntries(controllers.map(({ name }, index) => [name, nodes[index]!]));
  return { balancer, processes: { ...nodeProcesses, ...balancer.processes } };
}

async function bringUpServices({ controllers, urls, password }: Layout, signal: AbortSignal): Promise<void> {
  for (const service of CLOUD)
    await bootstrapService(controllers[0]!, service, { url: urls.get(service.name)!, password }, signal);
  await allOrFirstError(controllers.map((controller) => startServices(controller, signal)));
}

/** Like Promise.all, but nothing goes on behind the back of whoever cleans up after an error. */
async function allOrFirstError<const T extends readonly Promise<unknown>[]>(work: T) {
  const settled = await Promise.allSettled(work);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return Promise.all(work);
}
