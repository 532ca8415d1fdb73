export { main } from './main.ts';
export type { Renderers } from './outputs.ts';
export { outliveReaders } from './unattended.ts';
