export { TempestOrder } from './order.ts';
export { commandLine } from './script.ts';
export { Tempest, type TempestOptions } from './tempest.ts';
