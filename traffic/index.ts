export { type Pulse, startTraffic, type Traffic, type TrafficOptions, type TrafficTotals } from './engine/index.ts';
export { TrafficError, type TrafficErrorCode } from './error.ts';
export {
  type Answer,
  atPointer,
  type Examination,
  examine,
  type Filled,
  type FreeOperation,
  freeOperation,
  parseVersion,
  type RenderedRequest,
  type Rendering,
  renderRequest,
  renderText,
  type Variables,
} from './operations/index.ts';
export {
  measureCapacity,
  type Pressure,
  type PressureOrder,
  type PressureTally,
  startPressure,
} from './pressure/index.ts';
export { type Extract, type Operation, Profile } from './profile.ts';
export { lastingRate, Rate, RateShape } from './rate.ts';
export { expectedArrivals, meanRate, type Random, seededRandom } from './schedule/index.ts';
export { sequenceOf, traceparent } from './trace.ts';
