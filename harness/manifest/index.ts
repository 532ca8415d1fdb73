export { AGAIN } from './files.ts';
export { type Difference, MANIFEST, Manifest, tell } from './manifest.ts';
export { breakSeal, isSealed, seal } from './seal.ts';
export { sign, verifySignature } from './signature.ts';
export { verify } from './verify.ts';
