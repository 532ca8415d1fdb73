export { type LabLock, lockLab } from './lock.ts';
