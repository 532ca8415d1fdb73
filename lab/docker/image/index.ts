export { buildImage, type ImageKind } from './build.ts';
export { HAPROXY_SUITES, type HaproxyRelease, PROGRAMS } from './haproxy.ts';
export { aptSettings, aptTargets } from './host-apt.ts';
export { ensureImage, type Image } from './image.ts';
export { APT, CUSTOMIZE, type Recipe, tagged, UNREAD } from './recipe.ts';
