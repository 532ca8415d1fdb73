import { aptSettings, aptTargets, type ImageKind, type Recipe } from '../../docker/index.ts';
import { LabError } from '../../error.ts';
import { mirrorIn } from './mirror.ts';
import { recipeFor } from './recipe.ts';

async function recipe(): Promise<Recipe> {
  const mirror = mirrorIn(await aptTargets());
  if (mirror !== undefined) return recipeFor(mirror, await aptSettings());
  throw new LabError('image-failed', "Expected a mirror of Debian in the configuration of this machine's apt", {
    fix: 'Build the lab of real OpenStack on a machine with Debian.',
  });
}

/** The whole of it takes about three gigabytes while it is made. */
export const OPENSTACK_IMAGE: ImageKind = { repository: 'unbroken-openstack', recipe, memory: '6g' };
