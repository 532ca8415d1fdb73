export { grenade } from './grenade.ts';
export { askGrenade } from './missing.ts';
