import type { Instance, Instances } from '../store/index.ts';
import type { Asked } from './asked.ts';
import { noInstance } from './respond.ts';

/** The server that the path names, or 404: also for one of another project, unless an administrator asks. */
export function ownedServer(instances: Instances, asked: Asked): Instance {
  const id = asked.parameters.server!;
  const instance = instances.find(id);
  if (!instance || !mayTouch(asked, instance)) throw noInstance(id);
  return instance;
}

export const mayTouch = ({ caller }: Asked, { projectId }: Pick<Instance, 'projectId'>) =>
  projectId === caller.projectId || caller.roles.includes('admin');
