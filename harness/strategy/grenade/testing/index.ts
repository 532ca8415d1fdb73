export { type GrenadeTree, makeGrenade } from './tree.ts';
