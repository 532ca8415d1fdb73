export {
  type Pulse,
  type Saturation,
  saturate,
  startTraffic,
  type TargetSpec,
  type Traffic,
  type TrafficOptions,
  type TrafficTotals,
  type Trust,
  trustOf,
} from './engine/index.ts';
export { TrafficError, type TrafficErrorCode } from './error.ts';
export {
  type Answer,
  atPointer,
  type BodyFailure,
  type Examination,
  examine,
  type Filled,
  type FreeOperation,
  freeOperation,
  type Measured,
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
export { type Extract, type Knock, type Look, longestTimeout, type Operation, Profile } from './profile.ts';
export { lastingRate, Rate, RateShape } from './rate.ts';
export { expectedArrivals, type Random, seededRandom } from './schedule/index.ts';
export { sequenceOf, traceparent } from './trace.ts';
