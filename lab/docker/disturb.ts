import { LabError } from '../error.ts';
import { containerName } from './container.ts';
import { requireEngine } from './engine.ts';
import { networkName } from './network.ts';

/** What happens to a host as a whole, from outside: it stands still, or nobody reaches it, and the way back; it boots. What is so already stays so. */
export const DISTURBANCES = ['pause', 'unpause', 'cut', 'join', 'boot'] as const;
export type Disturbance = (typeof DISTURBANCES)[number];

export async function disturbHost(
  { id, kind, nodes }: { readonly id: string; readonly kind: string; readonly nodes: Readonly<Record<string, Target>> },
  name: string,
  disturbance: Disturbance,
): Promise<void> {
  const target = nodes[name];
  if (!['docker', 'openstack'].includes(kind) || !target)
    throw new LabError('lab-broken', `Expected a host of a lab of containers, got ${name} of ${kind} lab ${id}`);
  const { dockerode } = (await requireEngine()).container;
  const container = dockerode.getContainer(containerName(id, name));
  const network = dockerode.getNetwork(networkName(id));
  const Container = container.id;
  const { State, NetworkSettings } = await container.inspect();
  const joined = networkName(id) in NetworkSettings.Networks;
  if (disturbance === 'pause' && !State.Paused) await container.pause();
  if (disturbance === 'unpause' && State.Paused) await container.unpause();
  if (disturbance === 'cut' && joined) await network.disconnect({ Container, Force: true });
  if (disturbance === 'boot') await container.restart({ t: 0 });
  if (disturbance === 'join' && !joined) {
    const EndpointConfig = { IPAMConfig: { IPv4Address: target.ssh.host } };
    await network.connect({ Container, EndpointConfig });
  }
}

interface Target {
  readonly ssh: { readonly host: string };
}
