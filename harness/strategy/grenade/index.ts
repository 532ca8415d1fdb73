export { grenade } from './grenade.ts';
export { type Phase, phaseScript, titleOf } from './script.ts';
