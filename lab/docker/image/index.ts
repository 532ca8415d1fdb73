export { ensureImage } from './build.ts';
export { CODE_ROOT, NODE_ROOT } from './recipe.ts';
