import { destroyLocalLab } from '../local/index.ts';
import { type Engine, requireEngine } from './engine.ts';
import { ofLab } from './labels.ts';

/** Removes whatever has the lab's label at the engine, then what of it is on this machine. Does as much as is there. */
export async function destroyDockerLab(id: string): Promise<void> {
  const engine = await requireEngine();
  await removeLabelled(engine, id);
  await destroyLocalLab(id);
  // Its maker may have been at work until just now.
  await removeLabelled(engine, id);
}

async function removeLabelled({ container: { dockerode } }: Engine, id: string): Promise<void> {
  const filters = ofLab(id);
  const containers = await dockerode.listContainers({ all: true, filters });
  await Promise.all(
    containers.map(({ Id }) => unlessGone(dockerode.getContainer(Id).remove({ force: true, v: true }))),
  );
  const networks = await dockerode.listNetworks({ filters });
  for (const { Id } of networks) await unlessGone(dockerode.getNetwork(Id).remove());
  const { Volumes } = await dockerode.listVolumes({ filters });
  for (const { Name } of Volumes ?? []) await unlessGone(dockerode.getVolume(Name).remove());
}

/** Somebody else may take the same lab down. */
async function unlessGone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    // 409: its removal is in progress.
    if (statusCode !== 404 && statusCode !== 409) throw error;
  }
}
