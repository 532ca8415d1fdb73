export { harmOf, type Move, movesOf, unseenSpans } from './moves.ts';
