import { setTimeout as pause } from 'node:timers/promises';
import type { LabDescription } from '../../../lab/index.ts';
import { type Cloud, openCloud, ServiceError, type ServiceName } from '../cloud/index.ts';
import { Keepsake, type Resource } from '../keepsake.ts';

const LIMIT_MS = 30_000;
const EVERY_MS = 100;

/** Deletes all that was made to live through the upgrade, newest first. Says what could not be deleted. */
export async function forgetKeepsake(lab: LabDescription, keepsakeFile: string): Promise<string[]> {
  const keepsake = new Keepsake(keepsakeFile);
  const troubles: string[] = [];
  const resources = keepsake.resources.toReversed();
  if (resources.length === 0) return troubles;
  const cloud = await openCloud(lab);
  for (const resource of resources)
    try {
      await remove(cloud, resource);
      keepsake.forget(resource);
    } catch (error) {
      troubles.push((error as Error).message);
    }
  return troubles;
}

/** Asks again until it is gone: what is in use by something that is just being deleted is refused meanwhile. */
async function remove(cloud: Cloud, { service, path }: Resource): Promise<void> {
  const client = cloud[service as ServiceName];
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const refusal = await client.delete(path).then(() => undefined, asRefusal);
    if (refusal?.status === 404 || (await client.get(path).catch(asRefusal)).status === 404) return;
    if (performance.now() > deadline) throw refusal ?? new Error(`${service} ${path} was deleted and is still there`);
    await pause(EVERY_MS);
  }
}

function asRefusal(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  throw error;
}
