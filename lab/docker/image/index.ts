export { ensureImage, type ImageKind, NODE_IMAGE } from './build.ts';
export { aptSettings, aptTargets } from './host-apt.ts';
export { APT, CODE_ROOT, LOGIN, NODE_ROOT, type Recipe, SUPERVISED, tagged, UNREAD } from './recipe.ts';
