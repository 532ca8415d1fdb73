export { overlaps, type SickSpan, sickSpans, touches } from './sick.ts';
