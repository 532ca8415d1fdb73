export { PLOT } from './canvas.ts';
export { type Readings, readings } from './readings.ts';
export { timelineStyle } from './style.ts';
export { timeline } from './timeline.ts';
