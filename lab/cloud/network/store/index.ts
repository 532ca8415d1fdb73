export type { Kind } from './kinds.ts';
export { type Item, makeStore, type Query, type Store } from './store.ts';
