export { readDocument } from './read.ts';
