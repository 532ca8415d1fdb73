export { HAPROXY_SUITES, type HaproxyRelease, PROGRAMS } from './haproxy.ts';
export { ensureImage, type Image } from './image.ts';
