export { type Answer, type Examination, examine, needsBody } from './examine.ts';
export { type FreeOperation, freeOperation } from './free.ts';
export { atPointer } from './pointer.ts';
export { type RenderedRequest, type Rendering, renderRequest, renderText } from './render.ts';
export type { Filled, Unfilled, Variables } from './template.ts';
export { parseVersion } from './version.ts';
