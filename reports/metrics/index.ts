export { renderMetrics } from './of-judgement.ts';
export { renderLiveMetrics } from './of-scene.ts';
