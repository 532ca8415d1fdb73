export {
  type Answer,
  type BodyFailure,
  type Examination,
  examine,
  type Measured,
  measuresBody,
  needsBody,
} from './examine.ts';
export { type FreeOperation, freeOperation } from './free.ts';
export { atPointer } from './pointer.ts';
export { type RenderedRequest, type Rendering, renderRequest, renderText } from './render.ts';
export type { Filled, Unfilled, Variables } from './template.ts';
export { parseVersion } from './version.ts';
