import type { ContainerRuntimeClient } from 'testcontainers';
import { LabError } from '../error.ts';
import { engineAnswers } from './ping.ts';

/** A container engine of this machine, found as testcontainers finds it: DOCKER_HOST, the usual sockets, those of a user. */
export type Engine = ContainerRuntimeClient;

export async function findEngine(): Promise<Engine | undefined> {
  if (!(await engineAnswers())) return undefined;
  const { getContainerRuntimeClient } = await loadTestcontainers();
  return getContainerRuntimeClient().catch(() => undefined);
}

export async function requireEngine(): Promise<Engine> {
  const engine = await findEngine();
  if (engine) return engine;
  throw new LabError('engine-missing', 'Expected a container engine, and none answers', {
    fix: 'Start one (on Debian: apt-get install docker.io; without systemd: dockerd &), be root or in the group "docker", or name it with DOCKER_HOST.',
  });
}

/** Only when it is needed: to load it takes longer than most commands do. */
export async function loadTestcontainers() {
  // Its reaper is an image from a registry. Labs are reaped by their label.
  process.env.TESTCONTAINERS_RYUK_DISABLED = 'true';
  // Containers are reached at their own addresses. To look for the host of mapped ports needs the default bridge, which an engine may not have.
  process.env.TESTCONTAINERS_HOST_OVERRIDE ??= 'localhost';
  return import('testcontainers');
}
