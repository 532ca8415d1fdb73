export { LiveView } from './live-view.ts';
export {
  type Bin,
  type Failure,
  type Remark,
  Scene,
  type ServerInScene,
  type SoFar,
  type StepInScene,
  soFar,
  type Totals,
} from './scene/index.ts';
export { type Endpoint, MetricsServer } from './serve/index.ts';
