export { PLOT } from './canvas.ts';
export { timelineStyle } from './style.ts';
export { timeline } from './timeline.ts';
