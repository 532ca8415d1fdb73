export { type Ask, Canary, type CanaryReading } from './canary.ts';
export { openEndpoint } from './endpoint.ts';
