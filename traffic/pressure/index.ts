export type { PressureTally } from './accounts.ts';
export type { PressureOrder } from './order.ts';
export { measureCapacity, type Pressure, startPressure } from './pressure.ts';
