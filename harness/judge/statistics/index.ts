export { lowerBound, upperBound } from './bounds.ts';
export { shortestSeen } from './detection.ts';
export { quantileRanks } from './quantiles.ts';
export { countUpTo } from './sorted.ts';
