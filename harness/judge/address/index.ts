export { harmOf, holderAt, type Move, movesOf, unseenSpans } from './moves.ts';
