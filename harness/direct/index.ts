export { type DirectOptions, type DirectProbes, startDirect } from './direct.ts';
