export type { Bin } from './course.ts';
export type { Failure } from './failures.ts';
export type { Totals } from './load.ts';
export type { Remark } from './remarks.ts';
export { Scene, type Setting } from './scene.ts';
export type { ServerInScene } from './servers.ts';
export { type SoFar, soFar } from './so-far.ts';
export type { StepInScene } from './steps.ts';
