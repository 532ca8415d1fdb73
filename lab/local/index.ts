export { type LabShape, localLabShape } from './describe.ts';
export { destroyLocalLab } from './destroy.ts';
export { MARK as LAB_MARK } from './lab-processes.ts';
export { type LabCondition, type LabRecord, listLocalLabs, readLab } from './list.ts';
export { identify, isAlive, ProcessIdentity } from './process-identity.ts';
export { type LocalLabOptions, provisionLocalLab } from './provision.ts';
export { labStateFolder } from './registry.ts';
export { SHAPES, type ShapeName } from './shapes.ts';
