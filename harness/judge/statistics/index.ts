export { upperBound } from './bounds.ts';
export { shortestSeen } from './detection.ts';
